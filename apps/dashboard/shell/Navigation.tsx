import {
  IconActivityHeartbeat,
  IconBuildingCommunity,
  IconClipboardCheck,
  IconScale,
  IconPackageImport,
  IconSteeringWheel,
  IconTruckDelivery,
  type TablerIcon,
} from '@tabler/icons-react';
import { useSession } from '../access/session.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Navigation.module.css';
import { deskPages, linkTo, officePages, phonePageOf, routes, useRoute, type Route } from './route.js';

const icons: Record<Route, TablerIcon> = {
  live: IconActivityHeartbeat,
  balances: IconScale,
  shipments: IconTruckDelivery,
  desk: IconClipboardCheck,
};

/** A phone has no room for these beside the page of one's own work. */
const spare: Route[] = ['desk'];

/** In the header on a desk, at the thumb on a phone. */
export function Navigation() {
  const { t } = useLanguage();
  const current = useRoute();
  const { parties } = useLists();
  const person = useSession()?.person;
  const isMember = Boolean(person);
  const own = phonePageOf(person, parties);
  const here = deskPages.some((page) => page === current) ? 'desk' : current;
  const isInOffice = officePages.some((page) => page === current);
  return (
    <nav className={styles['nav']} aria-label={t('nav/label')}>
      {own && (
        <a href={linkTo(own)} className={styles['link']} aria-current={own === current ? 'page' : undefined}>
          {own === 'carry' ? (
            <IconSteeringWheel size={19} stroke={1.8} aria-hidden />
          ) : (
            <IconPackageImport size={19} stroke={1.8} aria-hidden />
          )}
          <span>{t(`nav/${own}`)}</span>
        </a>
      )}
      {routes.map((route) => {
        const Icon = icons[route];
        return (
          <a
            key={route}
            href={linkTo(route)}
            className={styles['link']}
            aria-current={route === here ? 'page' : undefined}
            data-spare={own !== null && spare.includes(route) ? true : undefined}
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
