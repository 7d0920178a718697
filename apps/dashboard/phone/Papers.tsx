import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSending } from '../access/use-sending.js';
import { getJson, sendJson } from '../api/client.js';
import type { ItemList, Shipment, ShipmentStatus } from '../api/types.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import styles from './Phone.module.css';
import { Signing } from './Signing.js';

type PaperKind = 'SJ' | 'DM' | 'BAST';

interface Paper {
  number: string;
  kind: PaperKind;
  issuedAt: string;
  replaces: string | null;
  pdf: string;
}

const left: ShipmentStatus[] = ['dispatched', 'in_transit', 'received', 'closed'];
const kindsFrom = (status: ShipmentStatus): PaperKind[] => {
  if (left.includes(status)) return ['SJ', 'DM', 'BAST'];
  return status === 'accepted' ? ['SJ', 'DM'] : [];
};

/** Papers of a load, and who signed its handing over; of those only that take part in it. */
export function Papers({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const { shipmentId, status } = shipment;
  const path = `/v1/shipments/${encodeURIComponent(shipmentId)}/documents`;
  const { data } = useQuery({
    queryKey: ['phone', path],
    queryFn: ({ signal }) => getJson<ItemList<Paper>>(path, signal),
    retry: 1,
  });
  if (!data) return null;
  const kinds = kindsFrom(status);
  const replaced = new Set(data.items.map(({ replaces }) => replaces));
  const valid = data.items.filter(({ number }) => !replaced.has(number));
  if (kinds.length === 0 && valid.length === 0) return null;
  return (
    <section className={styles['card']}>
      <h2>{t('phone/papers/title')}</h2>
      {valid.length > 0 && (
        <ul>
          {valid.map(({ number, kind, issuedAt, pdf }) => (
            <li key={number}>
              <a className={styles['open']} href={pdf} target="_blank" rel="noreferrer">
                <IconFileTypePdf size={20} aria-hidden />
                {t(`phone/papers/kind/${kind}`)} {number}
              </a>
              <p className={styles['soft']}>{formatStamp(issuedAt, language)}</p>
            </li>
          ))}
        </ul>
      )}
      {left.includes(status) && <Signing shipmentId={shipmentId} />}
      <div className={styles['buttons']}>
        {kinds.map((kind) => (
          <Issue key={kind} path={path} kind={kind} />
        ))}
      </div>
      <p className={styles['soft']}>{t('phone/papers/hint')}</p>
    </section>
  );
}

function Issue({ path, kind }: { path: string; kind: PaperKind }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { submit, isSending, complaint } = useSending(async () => {
    await sendJson('POST', path, { kind });
    await client.invalidateQueries({ queryKey: ['phone', path] });
  });
  return (
    <>
      <Button size="md" variant="light" loading={isSending} onClick={() => void submit()}>
        {t('phone/papers/issue', { kind: t(`phone/papers/kind/${kind}`) })}
      </Button>
      <Complaint text={complaint} />
    </>
  );
}
