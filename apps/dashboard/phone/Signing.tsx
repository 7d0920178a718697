import { Button, TextInput } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getJson, sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import styles from './Phone.module.css';
import { SignaturePad } from './SignaturePad.js';
import { isSignature, pathOf, type Point } from './strokes.js';

type SignatureRole = 'giver' | 'receiver';

interface Signatures {
  /** Hash of what is signed. */
  statement: string;
  items: {
    signatureId: string;
    role: SignatureRole;
    name: string;
    party: string;
    signedAt: string;
    isCurrent: boolean;
  }[];
}

const roles: SignatureRole[] = ['giver', 'receiver'];

/** Giver and receiver sign on this screen: in the network only, for what they sign must be what is so now. */
export function Signing({ shipmentId }: { shipmentId: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const [role, setRole] = useState<SignatureRole | null>(null);
  const path = `/v1/shipments/${encodeURIComponent(shipmentId)}/signatures`;
  const { data } = useQuery({
    queryKey: ['phone', path],
    queryFn: ({ signal }) => getJson<Signatures>(path, signal),
    retry: 1,
  });
  if (!data) return null;
  return (
    <>
      <h3>{t('phone/signing/title')}</h3>
      {roles.map((one) => {
        const signed = data.items.findLast((item) => item.role === one && item.isCurrent);
        return (
          <div key={one} className={styles['buttons']}>
            {signed && (
              <div className={styles['note']} data-tone="good">
                <IconWritingSign size={20} aria-hidden />
                <div>
                  {t(`phone/signing/${one}`)}: {signed.name} – {names.party(signed.party)},{' '}
                  {formatStamp(signed.signedAt, language)}
                </div>
              </div>
            )}
            {role === one ? (
              <SignForm path={path} role={one} statement={data.statement} close={() => setRole(null)} />
            ) : (
              !signed && (
                <Button size="md" variant="light" onClick={() => setRole(one)}>
                  {t(`phone/signing/sign/${one}`)}
                </Button>
              )
            )}
          </div>
        );
      })}
    </>
  );
}

interface SignFormProps {
  path: string;
  role: SignatureRole;
  statement: string;
  close: () => void;
}

function SignForm({ path, role, statement, close }: SignFormProps) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [strokes, setStrokes] = useState<Point[][]>([]);
  // What was on the screen when the form opened is what is signed, whatever comes in meanwhile.
  const [shown] = useState(statement);
  const sending = useSending(async () => {
    await sendJson('POST', path, {
      role,
      name: name.trim(),
      strokes: pathOf(strokes),
      statement: shown,
    });
    await client.invalidateQueries({ queryKey: ['phone', path] });
    close();
  });
  return (
    <form className={styles['form']} onSubmit={(event) => void sending.submit(event)}>
      <TextInput
        label={t(`phone/signing/${role}`)}
        required
        minLength={2}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={styles['soft']}>{t('phone/signing/hint')}</p>
      <SignaturePad label={t('phone/signing/pad')} strokes={strokes} change={setStrokes} />
      <Complaint text={sending.complaint} />
      <div className={styles['buttons']}>
        <Button
          type="submit"
          size="lg"
          loading={sending.isSending}
          disabled={!isSignature(strokes) || name.trim().length < 2}
        >
          {t('phone/signing/send')}
        </Button>
        <div className={styles['pair']}>
          <Button size="md" variant="light" onClick={() => setStrokes([])}>
            {t('phone/signing/again')}
          </Button>
          <Button size="md" variant="subtle" onClick={close}>
            {t('phone/back')}
          </Button>
        </div>
      </div>
    </form>
  );
}
