import {
  IconCircleCheck,
  IconClockExclamation,
  IconClockX,
  IconEyeQuestion,
  type TablerIcon,
} from '@tabler/icons-react';
import type { FeedState } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './FreshnessBadge.module.css';

const icons: Record<FeedState, TablerIcon> = {
  fresh: IconCircleCheck,
  late: IconClockExclamation,
  stale: IconClockX,
  silent: IconEyeQuestion,
};

/** Sign, colour and word together: none of them alone. */
export function FreshnessBadge({ state }: { state: FeedState }) {
  const { t } = useLanguage();
  const Icon = icons[state] ?? IconEyeQuestion;
  return (
    <span className={styles['badge']} data-state={state}>
      <Icon size={15} stroke={2} aria-hidden />
      {t(`freshness/${state}`)}
    </span>
  );
}
