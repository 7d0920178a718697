import {
  IconActivityHeartbeat,
  IconBuildingCommunity,
  IconClipboardCheck,
  IconScale,
  IconTruckDelivery,
  type TablerIcon,
} from '@tabler/icons-react';
import { useSession } from '../access/session.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Navigation.module.css';
import { deskPages, linkTo, officePages, routes, useRoute, type Route } from './route.js';

const icons: Record<Route, TablerIcon> = {
  live: IconActivityHeartbeat,
  balances: IconScale,
  shipments: IconTruckDelivery,
  desk: IconClipboardCheck,
};

/** In the header on a desk, at the thumb on a phone. */
export function Navigation() {
  const { t } = useLanguage();
  const current = useRoute();
  const here = deskPages.some((page) => page === current) ? 'desk' : current;
  const isMember = Boolean(useSession()?.person);
  const isInOffice = officePages.some((page) => page === current);
  return (
    <nav className={styles['nav']} aria-label={t('nav/label')}>
      {routes.map((route) => {
        const Icon = icons[route];
        return (
          <a
            key={route}
            href={linkTo(route)}
            className={styles['link']}
            aria-current={route === here ? 'page' : undefined}
          >
            <Icon size={19} stroke={1.8} aria-hidden />
            <span>{t(`nav/${route}`)}</span>
          </a>
        );
      })}
      {isMember && (
        <a href={linkTo('parties')} className={styles['link']} aria-current={isInOffice ? 'page' : undefined}>
          <IconBuildingCommunity size={19} stroke={1.8} aria-hidden />
          <span>{t('nav/office')}</span>
        </a>
      )}
    </nav>
  );
}
