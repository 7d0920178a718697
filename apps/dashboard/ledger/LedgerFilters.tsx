import { NativeSelect, TextInput } from '@mantine/core';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import parts from '../office/Parts.module.css';
import { useFilters } from '../shell/route.js';
import { groupings, type Grouping } from './over-short.js';

/** By what the ledger is put together, and of which days, city, carrier and commodity; kept in the address. */
export function LedgerFilters({ by }: { by: Grouping }) {
  const { t } = useLanguage();
  const names = useNames();
  const { parties, lanes, commodities } = useLists();
  const [query, setFilter] = useFilters();
  const put = (name: string) => (event: { currentTarget: { value: string } }) =>
    setFilter(name, event.currentTarget.value);
  const all = { value: '', label: t('common/all') };
  const cities = [...new Set(lanes.map(({ destination }) => destination))];
  const choices = [
    { name: 'kota', label: 'city', data: cities.map((code) => ({ value: code, label: names.region(code) })) },
    {
      name: 'pengangkut',
      label: 'carrier',
      data: parties
        .filter(({ kind }) => kind === 'carrier')
        .map(({ code }) => ({ value: code, label: names.party(code) })),
    },
    {
      name: 'komoditas',
      label: 'commodity',
      data: commodities.map(({ code }) => ({ value: code, label: names.commodity(code) })),
    },
  ];
  return (
    <div className={`${parts['body']} ${parts['form']}`}>
      <NativeSelect
        size="md"
        label={t('office/ledger/by')}
        value={by}
        onChange={put('menurut')}
        data={groupings.map((value) => ({ value, label: t(`office/ledger/of/${value}`) }))}
      />
      {(['dari', 'sampai'] as const).map((name) => (
        <TextInput
          key={name}
          size="md"
          type="date"
          label={t(`office/${name === 'dari' ? 'from' : 'to'}`)}
          value={query.get(name) ?? ''}
          onChange={put(name)}
        />
      ))}
      {choices.map(({ name, label, data }) => (
        <NativeSelect
          key={name}
          size="md"
          label={t(`office/ledger/of/${label}`)}
          value={query.get(name) ?? ''}
          onChange={put(name)}
          data={[all, ...data]}
        />
      ))}
    </div>
  );
}
