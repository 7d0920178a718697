import { useLanguage } from '../i18n/use-language.js';
import parts from '../office/Parts.module.css';
import { Tag, type Tone } from '../office/Tag.js';
import type { JudgedEvent, RowRefusal } from './connector.js';
import styles from './Connectors.module.css';

interface VerdictsProps {
  items: { item?: number; line?: number; events: JudgedEvent[] }[];
  rejected: RowRefusal[];
}

const tones: Record<JudgedEvent['status'], Tone> = { accepted: 'good', repeated: 'info', refused: 'bad' };

/** What each item becomes, and what the door says of it. */
export function Verdicts({ items, rejected }: VerdictsProps) {
  const { t, say } = useLanguage();
  const own = rejected.filter(({ line }) => !items.some((item) => item.line === line && line !== null));
  return (
    <ol className={styles['list']}>
      {own.map((refusal, index) => (
        <li key={`r${index}`}>
          <p className={parts['row']}>
            <Tag tone="bad">{t('office/connectors/status/refused')}</Tag>
            {refusal.line !== null && <strong>{t('office/row', { line: refusal.line })}</strong>}
            {refusal.column && <code>{refusal.column}</code>}
          </p>
          <p>{say(refusal.text)}</p>
        </li>
      ))}
      {items.map((item, index) => (
        <li key={index}>
          <p className={parts['soft']}>
            {item.line === undefined
              ? t('office/connectors/item', { number: (item.item ?? index) + 1 })
              : t('office/row', { line: item.line })}
            {item.events.length === 0 && ` · ${t('office/connectors/noEvent')}`}
          </p>
          {item.events.map((judged, number) => (
            <Judged key={number} judged={judged} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Judged({ judged }: { judged: JudgedEvent }) {
  const { t, say } = useLanguage();
  // A single fault is often the reason itself.
  const faults = (judged.errors ?? []).filter(({ text }) => say(text) !== say(judged.text));
  return (
    <>
      <p className={parts['row']}>
        <Tag tone={tones[judged.status]}>{t(`office/connectors/status/${judged.status}`)}</Tag>
        {judged.code && <code>{judged.code}</code>}
      </p>
      {judged.text && <p>{say(judged.text)}</p>}
      {faults.length > 0 && (
        <ul className={styles['faults']}>
          {faults.map((fault, index) => (
            <li key={index}>{say(fault.text)}</li>
          ))}
        </ul>
      )}
      {judged.event !== null && (
        <pre className={styles['event']}>{JSON.stringify(judged.event, null, 2)}</pre>
      )}
    </>
  );
}
