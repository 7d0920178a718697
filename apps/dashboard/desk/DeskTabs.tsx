import './texts/index.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../office/Office.module.css';
import { showTab } from '../office/Office.js';
import { linkTo } from '../shell/route.js';
import { useDeskCounts } from './use-desk-counts.js';

export const deskTabs = ['held', 'conflicts', 'corrections', 'rejected', 'feeds'] as const;
export type DeskTab = (typeof deskTabs)[number];

const addresses: Record<DeskTab, string> = {
  held: linkTo('desk'),
  conflicts: linkTo('desk', 'selisih'),
  corrections: linkTo('desk', 'koreksi'),
  rejected: linkTo('rejected'),
  feeds: linkTo('feeds'),
};

/** The doors of the data desk: what waits for a decision, what was refused, and who is silent. */
export function DeskTabs({ current }: { current: DeskTab }) {
  const { t } = useLanguage();
  const counts = useDeskCounts();
  return (
    <nav className={styles['tabs']} aria-label={t('desk/desk/tabs')}>
      {deskTabs.map((tab) => (
        <a
          key={tab}
          ref={tab === current ? showTab : undefined}
          href={addresses[tab]}
          aria-current={tab === current ? 'page' : undefined}
        >
          {t(`desk/desk/${tab}`)}
          {counts[tab] && <span className={styles['count']}>{counts[tab]}</span>}
        </a>
      ))}
    </nav>
  );
}
