import { IconFlask } from '@tabler/icons-react';
import { useSession } from '../access/session.js';
import { useNames, useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Bell } from '../notices/Bell.js';
import { AccountLink } from './AccountLink.js';
import { ConnectionPill } from './ConnectionPill.js';
import styles from './Header.module.css';
import { LanguageSwitch } from './LanguageSwitch.js';
import { Logo } from './Logo.js';
import { Navigation } from './Navigation.js';
import { linkTo } from './route.js';
import { SimulatedBadge } from './SimulatedBadge.js';
import { Terraces } from './Terraces.js';
import { ThemeSwitch } from './ThemeSwitch.js';

export function Header() {
  const { t } = useLanguage();
  const { meta } = useLists();
  const names = useNames();
  const session = useSession();
  const settled = meta !== null && session !== undefined;
  return (
    <header className={styles['header']}>
      <Terraces />
      <div className={styles['inner']} data-settled={settled}>
        <a className={styles['brand']} href={linkTo('live')}>
          <Logo />
          <span className={styles['words']}>
            <span className={styles['name']}>{t('product/name')}</span>
            <span className={styles['hub']}>{meta ? names.party(meta.hub.code) : t('product/tagline')}</span>
          </span>
        </a>
        <Navigation />
        <div className={styles['tools']}>
          {meta?.simulator && (
            <span className={styles['simulated']}>
              <SimulatedBadge />
            </span>
          )}
          <ConnectionPill />
          <Bell />
          <AccountLink />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
      {meta?.simulator && (
        <p className={styles['strip']}>
          <IconFlask size={15} stroke={2} aria-hidden />
          {t('shell/simulated')}
        </p>
      )}
    </header>
  );
}
