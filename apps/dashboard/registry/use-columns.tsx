import { useNames } from '../api/registry.js';
import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Column } from '../office/DataTable.js';
import parts from '../office/Parts.module.css';
import { linkTo } from '../shell/route.js';
import { codeOf, unitList, type Entry, type TableKind } from './kinds.js';
import styles from './Registry.module.css';

/** The columns that people ask for of each kind; the rest is on the page of the entry. */
export function useColumns(kind: TableKind): Column<Entry>[] {
  const { t, say, language } = useLanguage();
  const names = useNames();
  const text = (entry: Entry, name: string): string =>
    entry[name] === null || entry[name] === undefined ? '–' : String(entry[name]);
  const figure = (name: string, unit = '', digits = 0): Column<Entry> => ({
    label: t(`office/field/${name}`),
    cell: (entry) =>
      typeof entry[name] === 'number'
        ? `${formatNumber(entry[name], language, digits)}${unit && `\u00a0${unit}`}`
        : '–',
    numeric: true,
  });
  const rupiah = (name: string): Column<Entry> => ({
    label: t(`office/field/${name}`),
    cell: (entry) => `Rp\u00a0${formatNumber(Number(entry[name]), language)}`,
    numeric: true,
  });
  const plain = (name: string): Column<Entry> => ({
    label: t(`office/field/${name}`),
    cell: (entry) => text(entry, name),
  });
  const region = (name: string): Column<Entry> => ({
    label: t(`office/field/${name}`),
    cell: (entry) => names.region(text(entry, name)),
  });
  const words = (name: string): Column<Entry> => ({
    label: t(`office/field/${name}`),
    cell: (entry) => t(`office/value/${text(entry, name)}`, { defaultValue: text(entry, name) }),
    tight: true,
  });
  const title = (nameOf: (entry: Entry) => string): Column<Entry> => ({
    label: t('office/field/name'),
    cell: (entry) => (
      <>
        <a href={linkTo('registry', kind, codeOf(kind, entry))}>{nameOf(entry)}</a>
        <br />
        <span className={parts['code']}>{codeOf(kind, entry)}</span>
      </>
    ),
  });
  const bilingual = title((entry) => say({ id: text(entry, 'nameId'), en: text(entry, 'nameEn') }));
  switch (kind) {
    case 'commodity':
      return [
        bilingual,
        {
          label: t('office/field/units'),
          cell: (entry) => (
            <ul className={styles['units']}>
              {unitList(
                entry['units'],
                (value) => formatNumber(value, language, 3),
                t(`office/value/${text(entry, 'baseUnit')}`),
              ).map((unit) => (
                <li key={unit}>{unit}</li>
              ))}
            </ul>
          ),
        },
        words('temperatureClass'),
        figure('shelfLifeDays'),
      ];
    case 'lane':
      return [
        title(
          (entry) => `${names.region(text(entry, 'origin'))} → ${names.region(text(entry, 'destination'))}`,
        ),
        words('mode'),
        figure('roadKm', 'km'),
        figure('leadHoursTypical', t('office/hours'), 1),
        figure('leadHoursLate', t('office/hours'), 1),
        rupiah('rupiahPerTonne'),
      ];
    case 'vehicle':
      return [
        title((entry) => text(entry, 'name')),
        {
          label: t('office/field/payloadGrams'),
          cell: (entry) => `${formatNumber(Number(entry['payloadGrams']) / 1000, language)}\u00a0kg`,
          numeric: true,
        },
        {
          label: t('office/field/temperatureClasses'),
          cell: (entry) =>
            (entry['temperatureClasses'] as string[])
              .map((one) => t(`office/value/${one}`, { defaultValue: one }))
              .join(', '),
        },
        rupiah('rupiahPerKm'),
      ];
    case 'place':
      return [
        bilingual,
        region('region'),
        {
          label: t('office/field/party'),
          cell: (entry) => (
            <a href={linkTo('parties', text(entry, 'party'))}>{names.party(text(entry, 'party'))}</a>
          ),
        },
      ];
    case 'region':
      return [title((entry) => text(entry, 'name')), words('kind'), plain('timezone'), figure('population')];
  }
}
