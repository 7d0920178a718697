import { IconMailOff } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { Notice } from '../shell/Notice.js';
import type { Opening } from './offer.js';
import { OfferCard } from './OfferCard.js';

export function Offers({ openings }: { openings: Opening[] }) {
  const { t } = useLanguage();
  if (openings.length === 0)
    return (
      <div className={styles['card']}>
        <Notice icon={IconMailOff} title={t('phone/offer/none')} hint={t('phone/offer/noneHint')} />
      </div>
    );
  return (
    <ul className={styles['group']}>
      {openings.map((opening) => (
        <li key={opening.key}>
          <OfferCard opening={opening} />
        </li>
      ))}
    </ul>
  );
}
