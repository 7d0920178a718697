import { Drawer } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import type { WhySubject } from './subject.js';
import { WhyBalance } from './WhyBalance.js';
import { WhyContextProvider } from './why-context.js';
import styles from './WhyProvider.module.css';
import { WhyShipment } from './WhyShipment.js';

export function WhyProvider({ children }: { children: ReactNode }) {
  const { t } = useLanguage();
  const [subject, setSubject] = useState<WhySubject | null>(null);
  const [open, setOpen] = useState(false);
  const phone = useIsPhone();
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
        {subject?.kind === 'balance' && <WhyBalance balanceKey={subject.key} />}
        {subject?.kind === 'shipment' && <WhyShipment shipmentId={subject.key} />}
      </Drawer>
    </WhyContextProvider>
  );
}
