import { Select } from '@mantine/core';
import { IconTruckDelivery } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { shipmentStatuses } from '../api/types.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Loading } from '../shell/Loading.js';
import { MoreLink } from '../shell/MoreLink.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import { chooseShipments, type ShipmentChoice } from './load.js';
import { ShipmentCard } from './ShipmentCard.js';
import { ShipmentTable } from './ShipmentTable.js';

interface ShipmentPanelProps {
  commodity: string | null;
  limit?: number;
  /** On a page of its own, whose heading says it already. */
  alone?: boolean;
}

export function ShipmentPanel({ commodity, limit = 200, alone = false }: ShipmentPanelProps) {
  const { t } = useLanguage();
  const shipments = useBoard((board) => board.shipments);
  const { settled } = useLists();
  const complete = useBoard((board) => board.complete) && settled;
  const [choice, setChoice] = useState<ShipmentChoice>('active');
  const phone = useIsPhone();
  const chosen = useMemo(
    () => chooseShipments(shipments.values(), choice, commodity),
    [shipments, choice, commodity],
  );
  const shown = chosen.slice(0, limit);
  const filtered = shipments.size > 0;
  return (
    <Panel
      title={t('shipments/title')}
      subtitle={t('shipments/subtitle')}
      alone={alone}
      tools={<StatusSelect choice={choice} choose={setChoice} />}
    >
      {!complete && <Loading rows={limit < 200 ? limit : undefined} />}
      {complete && chosen.length === 0 && (
        <Notice
          icon={IconTruckDelivery}
          title={t(filtered ? 'shipments/emptyFilter' : 'shipments/empty')}
          hint={t(filtered ? 'shipments/emptyFilterHint' : 'shipments/emptyHint')}
        />
      )}
      {complete &&
        shown.length > 0 &&
        (phone ? (
          <ul style={{ borderTop: '1px solid var(--line)' }}>
            {shown.map(({ thing }) => (
              <ShipmentCard key={thing.shipmentId} shipment={thing} />
            ))}
          </ul>
        ) : (
          <ShipmentTable shipments={shown} />
        ))}
      {chosen.length > shown.length && limit < 200 && <MoreLink route="shipments" count={chosen.length} />}
    </Panel>
  );
}

interface StatusSelectProps {
  choice: ShipmentChoice;
  choose: (choice: ShipmentChoice) => void;
}

function StatusSelect({ choice, choose }: StatusSelectProps) {
  const { t } = useLanguage();
  const groups = [
    { value: 'active', label: t('shipments/active') },
    { value: 'finished', label: t('shipments/finished') },
    { value: 'all', label: t('common/all') },
  ];
  return (
    <Select
      aria-label={t('shipments/filter')}
      data={[...groups, ...shipmentStatuses.map((value) => ({ value, label: t(`status/${value}`) }))]}
      value={choice}
      onChange={(value) => choose((value ?? 'active') as ShipmentChoice)}
      allowDeselect={false}
      w={190}
    />
  );
}
