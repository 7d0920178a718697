import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useNames } from '../api/registry.js';
import { formatDuration } from '../format/duration.js';
import { formatQuantity } from '../format/quantity.js';
import { HelpButton } from '../help/HelpButton.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard, useLiveStore } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { WhyButton } from '../why/WhyButton.js';
import { recentChanges, type Told } from './change.js';
import { usePastBalances, withPast } from './past.js';
import styles from './ChangeStrip.module.css';

const shownMax = 4;
/** Read by people: it stands still for so long, however fast the feed is. */
const everyMs = 5_000;

/** What moved in the last minutes, by how much and why. */
export function ChangeStrip({ commodity }: { commodity: string | null }) {
  const { t } = useLanguage();
  const store = useLiveStore();
  const complete = useBoard((board) => board.complete);
  const now = useNow();
  const turn = Math.floor(now / everyMs);
  const past = usePastBalances();
  const told = useMemo(() => {
    const at = (turn + 1) * everyMs;
    const changes = complete ? withPast(store.getState().board, past, at) : [];
    return recentChanges(changes, at, commodity).slice(0, shownMax);
  }, [store, past, turn, commodity, complete]);
  return (
    <section className={styles['strip']} aria-labelledby="changes-title">
      <div className={styles['title']}>
        <h2 id="changes-title">{t('changes/title')}</h2>
        <HelpButton topic="changes" />
      </div>
      {told.length === 0 ? (
        <p className={styles['none']}>
          <IconEqual size={18} stroke={2} aria-hidden />
          {t(complete ? 'changes/none' : 'common/loading')}
        </p>
      ) : (
        <ul className={styles['list']} tabIndex={0} aria-label={t('changes/title')}>
          {/* A card is a place, not a balance: what is more serious now is told there, and nothing moves. */}
          {told.map((change, place) => (
            <ChangeCard key={place} change={change} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ChangeCard({ change, now }: { change: Told; now: number }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { balance, what, by, from, to, cause, at, key } = change;
  const Icon = by > 0 ? IconArrowUpRight : IconArrowDownRight;
  const said = (quantity: number): string =>
    formatQuantity(quantity, balance.unit, language, {
      compact: true,
      commodity: balance.commodity,
      beside: Math.max(Math.abs(from), Math.abs(to)),
    });
  const tone = what === 'shortfall' ? (by > 0 ? 'worse' : 'better') : 'plain';
  const because =
    cause?.kind === 'need'
      ? t(cause.by > 0 ? 'changes/needGrew' : 'changes/needFell', { quantity: said(Math.abs(cause.by)) })
      : cause?.kind === 'supply'
        ? t(by > 0 ? 'changes/supplyFell' : 'changes/supplyGrew')
        : '';
  return (
    <li className={styles['card']} data-tone={tone}>
      <CommodityMark code={balance.commodity} size={17} />
      <div className={styles['words']}>
        <p className={styles['who']}>
          {names.commodity(balance.commodity)} · {names.region(balance.region)}
        </p>
        <p className={styles['what']}>
          <Icon size={16} stroke={2.2} aria-hidden />
          <span>{t(`changes/${what}${by > 0 ? 'Up' : 'Down'}`, { quantity: said(Math.abs(by)) })}</span>
        </p>
        <p className={styles['span']}>
          {said(from)} → {said(to)}
        </p>
        <p className={styles['because']}>
          {because && <span>{because}</span>}
          <span>{t('common/ago', { age: formatDuration(now - at, language) })}</span>
        </p>
      </div>
      <WhyButton subject={{ kind: 'balance', key }} />
    </li>
  );
}
