import { Button } from '@mantine/core';
import { IconCurrentLocation, IconMapPinOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatClock } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { browserNow } from '../live/time.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';

const everyMs = 60_000;
const decimals = 100_000;

/** Positions of the truck while this page is open, by consent, and only of this load. */
export function PositionSharing({ shipmentId }: { shipmentId: string }) {
  const { t, language } = useLanguage();
  const { say } = useShipmentOutbox(shipmentId);
  const [isOn, setOn] = useState(false);
  const [lastAt, setLastAt] = useState<number | null>(null);
  const [isDenied, setDenied] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    let last = 0;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const now = browserNow();
        if (now - last < everyMs) return;
        last = now;
        setLastAt(now);
        void say('locations', `${shipmentId}/at/${Math.floor(now / everyMs)}`, {
          latitude: Math.round(coords.latitude * decimals) / decimals,
          longitude: Math.round(coords.longitude * decimals) / decimals,
        });
      },
      (error) => {
        if (error.code !== error.PERMISSION_DENIED) return;
        setDenied(true);
        setOn(false);
      },
      { enableHighAccuracy: false, maximumAge: everyMs },
    );
    return () => navigator.geolocation.clearWatch(watch);
    // `say` is another one after each entry; the watch must not begin anew for that.
  }, [isOn, shipmentId]);
  if (!('geolocation' in navigator)) return null;
  return (
    <div className={styles['buttons']}>
      {isOn ? (
        <>
          <div className={styles['note']} data-tone="good" role="status">
            <IconCurrentLocation size={20} aria-hidden />
            <div>
              {lastAt === null
                ? t('phone/position/finding')
                : t('phone/position/last', { at: formatClock(lastAt, language, false) })}
            </div>
          </div>
          <Button size="md" variant="light" onClick={() => setOn(false)}>
            {t('phone/position/stop')}
          </Button>
        </>
      ) : (
        <>
          <Button
            size="md"
            variant="light"
            leftSection={<IconCurrentLocation size={18} aria-hidden />}
            onClick={() => setOn(true)}
          >
            {t('phone/position/share')}
          </Button>
          <p className={styles['soft']}>{t('phone/position/hint')}</p>
        </>
      )}
      {isDenied && (
        <div className={styles['note']} data-tone="bad" role="alert">
          <IconMapPinOff size={20} aria-hidden />
          <div>{t('phone/position/denied')}</div>
        </div>
      )}
    </div>
  );
}
