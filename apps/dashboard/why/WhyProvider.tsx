import { Drawer } from '@mantine/core';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { Loading } from '../shell/Loading.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import type { WhySubject } from './subject.js';
import { WhyContextProvider } from './why-context.js';
import styles from './WhyProvider.module.css';
import { WhyShipment } from './WhyShipment.js';

// With the facts and plans behind a figure, it comes when somebody asks.
const WhyBalance = lazy(() => import('./WhyBalance.js'));

export function WhyProvider({ children }: { children: ReactNode }) {
  const { t } = useLanguage();
  const [subject, setSubject] = useState<WhySubject | null>(null);
  const [open, setOpen] = useState(false);
  const phone = useIsPhone();
  // The answer belongs to the page on which it was asked.
  useEffect(() => {
    const close = (): void => setOpen(false);
    addEventListener('hashchange', close);
    return () => removeEventListener('hashchange', close);
  }, []);
  const ask = (asked: WhySubject): void => {
    setSubject(asked);
    setOpen(true);
  };
  return (
    <WhyContextProvider value={ask}>
      {children}
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position={phone ? 'bottom' : 'right'}
        size={phone ? '88%' : 480}
        title={subject ? t(`why/${subject.kind}`) : ''}
        classNames={{
          content: styles['content'] ?? '',
          header: styles['header'] ?? '',
          title: styles['title'] ?? '',
        }}
        closeButtonProps={{ 'aria-label': t('common/close'), size: 'lg' }}
      >
        {subject?.kind === 'balance' && (
          <Suspense fallback={<Loading />}>
            <WhyBalance balanceKey={subject.key} at={subject.at} />
          </Suspense>
        )}
        {subject?.kind === 'shipment' && <WhyShipment shipmentId={subject.key} />}
      </Drawer>
    </WhyContextProvider>
  );
}
