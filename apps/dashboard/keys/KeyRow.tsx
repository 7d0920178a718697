import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { formatDay, formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { standingOf, type IssuedKey, type Key } from './key.js';

interface KeyRowProps {
  item: Key;
  path: string;
  /** Something changed; with a key when one was made. */
  done: (issued: IssuedKey | null) => void;
}

export function KeyRow({ item, path, done }: KeyRowProps) {
  const { t, language } = useLanguage();
  const now = useNow();
  const [asks, setAsks] = useState<'rotate' | 'revoke' | null>(null);
  const { state, tone } = standingOf(item, now);
  const close = (): void => setAsks(null);
  const ends =
    item.revokedAt !== null
      ? t('office/keys/revokedAt', { at: formatStamp(item.revokedAt, language) })
      : item.expiresAt === null
        ? t('office/keys/noEnd')
        : t('office/keys/endsAt', { at: formatStamp(item.expiresAt, language) });
  const used =
    item.lastUsedAt === null
      ? t('office/keys/neverUsed')
      : t('office/keys/usedAt', { at: formatStamp(item.lastUsedAt, language) });
  return (
    <li data-quiet={tone === 'quiet' || undefined}>
      <div className={parts['rowHead']}>
        <div>
          <p className={parts['row']}>
            <strong>{item.label}</strong>
            <Tag tone={tone}>{t(`office/keys/state/${state}`)}</Tag>
          </p>
          <p className={parts['code']}>{item.keyId}</p>
        </div>
        {item.state === 'live' && state !== 'expired' && asks === null && (
          <div className={parts['actions']}>
            <Button size="md" variant="light" onClick={() => setAsks('rotate')}>
              {t('office/keys/rotate')}
            </Button>
            <Button size="md" variant="subtle" color="red" onClick={() => setAsks('revoke')}>
              {t('office/keys/revoke')}
            </Button>
          </div>
        )}
      </div>
      <p className={parts['soft']}>
        {item.scopes.map((scope) => t(`office/scope/${scope}`, { defaultValue: scope })).join(' · ')}
      </p>
      <p className={parts['soft']}>
        {t('office/keys/madeAt', { at: formatDay(item.createdAt, language) })} · {ends} · {used}
      </p>
      {asks === 'rotate' && <Rotate item={item} path={path} done={done} close={close} />}
      {asks === 'revoke' && <Revoke item={item} path={path} done={done} close={close} />}
    </li>
  );
}

type AskProps = KeyRowProps & { close: () => void };

const overlaps = ['0', '24', '72', '168', '720'];

function Rotate({ item, path, done, close }: AskProps) {
  const { t } = useLanguage();
  const [hours, setHours] = useState('24');
  const { submit, isSending, complaint } = useSending(async () => {
    const body = { overlapHours: Number(hours) };
    done(await sendJson<IssuedKey>('POST', `${path}/${item.keyId}/rotate`, body));
    close();
  });
  return (
    <form className={parts['ask']} onSubmit={(event) => void submit(event)}>
      <p>{t('office/keys/rotateHint')}</p>
      <NativeSelect
        size="md"
        label={t('office/keys/overlap')}
        value={hours}
        onChange={(event) => setHours(event.currentTarget.value)}
        data={overlaps.map((value) => ({ value, label: t(`office/keys/overlapHours/${value}`) }))}
      />
      <Complaint text={complaint} />
      <div className={parts['actions']}>
        <Button type="submit" size="md" loading={isSending}>
          {t('office/keys/rotateNow')}
        </Button>
        <Button size="md" variant="subtle" onClick={close}>
          {t('office/cancel')}
        </Button>
      </div>
    </form>
  );
}

function Revoke({ item, path, done, close }: AskProps) {
  const { t } = useLanguage();
  const { submit, isSending, complaint } = useSending(async () => {
    await sendJson('DELETE', `${path}/${item.keyId}`);
    done(null);
    close();
  });
  return (
    <form className={parts['ask']} onSubmit={(event) => void submit(event)}>
      <p>{t('office/keys/revokeHint', { label: item.label })}</p>
      <Complaint text={complaint} />
      <div className={parts['actions']}>
        <Button type="submit" size="md" color="red" loading={isSending}>
          {t('office/keys/revokeNow')}
        </Button>
        <Button size="md" variant="subtle" onClick={close}>
          {t('office/cancel')}
        </Button>
      </div>
    </form>
  );
}
