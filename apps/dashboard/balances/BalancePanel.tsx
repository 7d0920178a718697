import { Select } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Loading } from '../shell/Loading.js';
import { MoreLink } from '../shell/MoreLink.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import { BalanceCard } from './BalanceCard.js';
import styles from './BalancePanel.module.css';
import { BalanceTable } from './BalanceTable.js';
import { balanceRows } from './rows.js';

/** As much room as the rows will take. */
const loadingRowsMax = 12;

interface BalancePanelProps {
  commodity: string | null;
  limit?: number;
  /** On a page of its own, whose heading says it already. */
  alone?: boolean;
}

/** The food balance: a table on a desk, cards on a phone. */
export function BalancePanel({
  commodity,
  limit = Number.POSITIVE_INFINITY,
  alone = false,
}: BalancePanelProps) {
  const { t } = useLanguage();
  const balances = useBoard((board) => board.balances);
  const { meta, settled } = useLists();
  // Rows come together and with their names: one by one they would push each other about.
  const complete = useBoard((board) => board.complete) && settled;
  const [region, setRegion] = useState<string | null>(null);
  const phone = useIsPhone();
  const rows = useMemo(
    () => balanceRows(balances, meta?.hub.producingRegions ?? [], { commodity, region, estimates: alone }),
    [balances, meta, commodity, region, alone],
  );
  const shown = rows.slice(0, limit);
  const filtered = commodity !== null || region !== null;
  return (
    <Panel
      title={t('balances/title')}
      alone={alone}
      subtitle={`${t('balances/subtitle')} · ${t('balances/order').toLowerCase()}`}
      tools={<RegionSelect region={region} choose={setRegion} />}
    >
      {!complete && <Loading rows={Math.min(limit, loadingRowsMax)} />}
      {complete && rows.length === 0 && (
        <Notice
          icon={IconScale}
          title={t(filtered ? 'balances/emptyFilter' : 'balances/empty')}
          hint={t(filtered ? 'balances/emptyFilterHint' : 'balances/emptyHint')}
        />
      )}
      {complete &&
        rows.length > 0 &&
        (phone ? (
          <ul className={styles['cards']}>
            {shown.map((row) => (
              <BalanceCard key={row.key} row={row} />
            ))}
          </ul>
        ) : (
          <BalanceTable rows={shown} />
        ))}
      {complete && rows.length > shown.length && <MoreLink route="balances" count={rows.length} />}
    </Panel>
  );
}

function RegionSelect({
  region,
  choose,
}: {
  region: string | null;
  choose: (region: string | null) => void;
}) {
  const { t } = useLanguage();
  const { regions } = useLists();
  const names = useNames();
  return (
    <Select
      aria-label={t('common/city')}
      placeholder={t('common/allCities')}
      data={regions.map(({ code }) => ({ value: code, label: names.region(code) }))}
      value={region}
      onChange={choose}
      clearable
      searchable
      w={190}
      clearButtonProps={{ 'aria-label': t('balances/clear') }}
    />
  );
}
