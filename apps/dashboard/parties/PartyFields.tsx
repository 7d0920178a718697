import { Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import parts from '../office/Parts.module.css';
import { partyKinds, type PartyEntry } from './party.js';

interface PartyFieldsProps {
  value: PartyEntry;
  change: (value: PartyEntry) => void;
  /** Its code names it for ever: only a new party chooses one. */
  isNew?: boolean;
}

/** What the registry holds of a party, to be filled in. */
export function PartyFields({ value, change, isNew = false }: PartyFieldsProps) {
  const { t } = useLanguage();
  const { regions } = useLists();
  const put = (part: Partial<PartyEntry>): void => change({ ...value, ...part });
  const cities = [...regions].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div className={parts['form']}>
      <TextInput
        size="md"
        required
        label={t('office/field/nameId')}
        maxLength={200}
        value={value.nameId}
        onChange={(event) => put({ nameId: event.currentTarget.value })}
      />
      <TextInput
        size="md"
        required
        label={t('office/field/nameEn')}
        maxLength={200}
        value={value.nameEn}
        onChange={(event) => put({ nameEn: event.currentTarget.value })}
      />
      {isNew && (
        <TextInput
          size="md"
          required
          label={t('office/field/code')}
          description={t('office/parties/codeHint')}
          pattern="[a-z0-9][a-z0-9\-]*"
          maxLength={60}
          autoCapitalize="none"
          spellCheck={false}
          value={value.code}
          onChange={(event) => put({ code: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        size="md"
        label={t('office/field/kind')}
        description={t(`office/partyKindHint/${value.kind}`)}
        value={value.kind}
        onChange={(event) => put({ kind: event.currentTarget.value })}
        data={partyKinds.map((kind) => ({ value: kind, label: t(`office/partyKind/${kind}`) }))}
      />
      <MultiSelect
        size="md"
        searchable
        label={t('office/field/regions')}
        description={t('office/parties/regionsHint')}
        placeholder={value.regions.length === 0 ? t('office/choose') : ''}
        nothingFoundMessage={t('office/nothingFound')}
        value={value.regions}
        onChange={(chosen) => put({ regions: chosen })}
        data={cities.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
      />
      <TextInput
        size="md"
        type="number"
        min={0}
        max={10000}
        label={t('office/field/cadenceHours')}
        description={t('office/parties/cadenceHint')}
        value={value.cadenceHours ?? ''}
        onChange={({ currentTarget }) =>
          put({ cadenceHours: currentTarget.value === '' ? null : Number(currentTarget.value) })
        }
      />
      <TextInput
        size="md"
        type="number"
        required
        min={0}
        max={1000}
        label={t('office/field/rank')}
        description={t('office/parties/rankHint')}
        value={value.rank}
        onChange={(event) => put({ rank: Number(event.currentTarget.value) })}
      />
      <Checkbox
        size="md"
        label={t('office/field/system')}
        description={t('office/parties/systemHint')}
        checked={value.system}
        onChange={(event) => put({ system: event.currentTarget.checked })}
      />
    </div>
  );
}
