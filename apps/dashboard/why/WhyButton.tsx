import { useLanguage } from '../i18n/use-language.js';
import type { WhySubject } from './subject.js';
import { useAskWhy } from './why-context.js';
import styles from './WhyButton.module.css';

export function WhyButton({ subject, label }: { subject: WhySubject; label?: string }) {
  const { t } = useLanguage();
  const ask = useAskWhy();
  return (
    <button type="button" className={styles['why']} aria-haspopup="dialog" onClick={() => ask(subject)}>
      {label ?? t('common/why')}
    </button>
  );
}
