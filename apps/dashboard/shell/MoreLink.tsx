import { IconArrowRight } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import styles from './MoreLink.module.css';
import { linkTo, type Address } from './route.js';

/** From a short list on the live page to all of it. */
export function MoreLink({ route, count }: { route: Address; count: number }) {
  const { t } = useLanguage();
  return (
    <a className={styles['more']} href={linkTo(route)}>
      {t('common/seeAll', { count })}
      <IconArrowRight size={17} stroke={2} aria-hidden />
    </a>
  );
}
