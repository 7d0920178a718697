import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getAll } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import type { Alert, FactItem, StockItem } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { Act } from './Act.js';
import { bySource, correction, newestCount } from './decision.js';
import styles from './Desk.module.css';
import { FactLine } from './FactLine.js';
import { Facts } from './Facts.js';

const everyMs = 5_000;

/** Places that parties report differently, what each says side by side, and which of them the plan uses. */
export function Conflicts() {
  const { t, say } = useLanguage();
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['/v1/alerts', 'conflicts'],
    queryFn: ({ signal }) => getAll<Alert>('/v1/alerts', signal),
    refetchInterval: everyMs,
    retry: 1,
  });
  const conflicts = data?.filter(({ code }) => code === 'SOURCE_CONFLICT') ?? [];
  return (
    <Panel title={t('desk/desk/conflicts')} subtitle={t('desk/conflicts/subtitle')}>
      {isPending && <Loading rows={2} />}
      {isError && !data && <LoadFailed error={error} retry={() => void refetch()} />}
      {data && conflicts.length === 0 && (
        <Notice
          icon={IconCircleCheck}
          title={t('desk/conflicts/empty')}
          hint={t('desk/conflicts/emptyHint')}
        />
      )}
      <ul className={styles['list']}>
        {conflicts.map((alert) => (
          <li key={alert.alertId}>
            <h3>{say(alert.text)}</h3>
            <Sides alert={alert} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Sides({ alert: { hub, commodity, subject: location } }: { alert: Alert }) {
  const question = { hub, commodity, location };
  const path = `/v1/stock?${new URLSearchParams(question)}`;
  const { data: lots = [] } = useQuery({
    queryKey: ['stock', path],
    queryFn: ({ signal }) => getAll<StockItem>(path, signal),
    refetchInterval: everyMs,
    retry: 1,
  });
  const onHand = new Map<string, number>();
  for (const lot of lots) onHand.set(lot.source, (onHand.get(lot.source) ?? 0) + lot.onHand);
  return (
    <Facts question={question}>
      {(facts) => (
        <div className={styles['sides']}>
          {bySource(facts).map(([source, said]) => (
            <Side key={source} source={source} facts={said} onHand={onHand.get(source) ?? null} />
          ))}
        </div>
      )}
    </Facts>
  );
}

interface SideProps {
  source: string;
  facts: FactItem[];
  /** What the plan takes to be there by its word, all lots together; null: the plan believes somebody else. */
  onHand: number | null;
}

function Side({ source, facts, onHand }: SideProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const count = newestCount(facts);
  const isUsed = onHand !== null;
  const told = (quantity: number): string =>
    count ? formatQuantity(quantity, count.unit, language, { commodity: count.commodity }) : '';
  return (
    <section className={styles['side']} data-used={isUsed || undefined} aria-label={names.party(source)}>
      <p className={styles['said']}>
        <strong>{names.party(source)}</strong>
        <Tag tone={isUsed ? 'good' : 'quiet'}>{t(`desk/conflicts/${isUsed ? 'used' : 'unused'}`)}</Tag>
      </p>
      {count ? (
        <>
          <p className={styles['big']}>{told(onHand ?? count.quantity ?? 0)}</p>
          <p className={styles['meta']}>
            {/* A count is of one lot, and of its moment: what moved since, and other lots, are in the plan's figure. */}
            {t('desk/conflicts/latest')}: {told(count.quantity ?? 0)},{' '}
            {formatStamp(count.occurredAt, language)}
          </p>
          <Correct fact={count} />
        </>
      ) : (
        <p className={styles['meta']}>{t('desk/conflicts/none')}</p>
      )}
      <details className={styles['fold']}>
        <summary>{t('desk/fact/history', { count: facts.length })}</summary>
        <ul>
          {facts.map((fact) => (
            <FactLine key={fact.factId} fact={fact} />
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Takes a report back, for whoever may: its own party, or a department or hub that looks after it. */
export function Correct({ fact }: { fact: FactItem }) {
  const { t } = useLanguage();
  const { person, may } = useMay();
  const { parties } = useLists();
  const own = parties.find(({ code }) => code === person?.party);
  const looksAfter = own?.kind === 'department' || own?.kind === 'hub';
  if (!may('events:write') || !(looksAfter || own?.code === fact.source)) return null;
  return (
    <Act
      isQuiet
      label={t('desk/act/correct')}
      ledger={fact}
      change={{ change: 'fact.corrected', factId: fact.factId }}
      event={(reason) => correction(fact, reason)}
    />
  );
}
