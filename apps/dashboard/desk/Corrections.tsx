import { NativeSelect } from '@mantine/core';
import { IconHandClick, IconInbox } from '@tabler/icons-react';
import { useLists, useNames } from '../api/registry.js';
import type { FactItem } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import { Correct } from './Conflicts.js';
import styles from './Desk.module.css';
import { FactLine } from './FactLine.js';
import { Facts } from './Facts.js';

/** Every report about one place and commodity, each of which may be taken back. */
export function Corrections() {
  const { t } = useLanguage();
  const names = useNames();
  const { commodities, places, meta } = useLists();
  const [query, setFilter] = useFilters();
  const commodity = query.get('komoditas') ?? '';
  const location = query.get('tempat') ?? '';
  const choice = (name: string, value: string, label: string, options: { code: string; name: string }[]) => (
    <NativeSelect
      size="md"
      label={label}
      value={value}
      onChange={(event) => setFilter(name, event.currentTarget.value)}
      data={[
        { value: '', label: t('desk/corrections/none') },
        ...options.map((one) => ({ value: one.code, label: one.name })),
      ]}
    />
  );
  return (
    <Panel title={t('desk/desk/corrections')} subtitle={t('desk/corrections/subtitle')}>
      <div className={styles['choose']}>
        {choice(
          'komoditas',
          commodity,
          t('common/commodity'),
          commodities.map(({ code }) => ({ code, name: names.commodity(code) })),
        )}
        {choice(
          'tempat',
          location,
          t('desk/corrections/place'),
          places.map(({ code }) => ({ code, name: names.place(code) })),
        )}
      </div>
      {commodity === '' || location === '' || !meta ? (
        <Notice
          icon={IconHandClick}
          title={t('desk/corrections/choose')}
          hint={t('desk/corrections/chooseHint')}
        />
      ) : (
        <Facts
          question={{ hub: meta.hub.code, commodity, location }}
          empty={{
            icon: IconInbox,
            title: t('desk/corrections/empty'),
            hint: t('desk/corrections/emptyHint'),
          }}
        >
          {(facts) => (
            <ul className={styles['list']}>
              {facts.map((fact) => (
                <Correctable key={fact.factId} fact={fact} />
              ))}
            </ul>
          )}
        </Facts>
      )}
    </Panel>
  );
}

function Correctable({ fact }: { fact: FactItem }) {
  const isSaid = fact.state !== 'corrected' && !fact.type.startsWith('shipment.');
  return <FactLine fact={fact}>{isSaid && <Correct fact={fact} />}</FactLine>;
}
