import { useLists, useNames } from '../api/registry.js';
import type { Shipment, ShipmentLine } from '../api/types.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadOf } from '../shipments/load.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { inPacks, packOf } from './packages.js';
import styles from './Phone.module.css';

/** An amount as it is handled and as it is weighed: 60 peti, 900 kg. */
export function GoodsAmount({
  commodity,
  quantity,
  unit,
}: {
  commodity: string;
  quantity: number;
  unit: string;
}) {
  const { language } = useLanguage();
  const { commodities } = useLists();
  const pack = packOf(commodities.find(({ code }) => code === commodity));
  const weighed = formatQuantity(quantity, unit, language, { commodity });
  if (!pack || quantity < pack.size) return <strong>{weighed}</strong>;
  const { packs, rest } = inPacks(quantity, pack);
  const more = rest > 0 ? ` + ${formatQuantity(rest, unit, language, { commodity })}` : '';
  return (
    <>
      <strong>
        {formatNumber(packs, language)} {pack.name}
        {more}
      </strong>
      <span className={styles['soft']}>{weighed}</span>
    </>
  );
}

/** `60 peti telur ayam, 200 kg beras`: goods in one breath, for a question. */
export function useGoodsText(): (lines: ShipmentLine[]) => string {
  const { language } = useLanguage();
  const names = useNames();
  const { commodities } = useLists();
  return (lines) =>
    loadOf({ lines })
      .map(({ commodity, quantity, unit }) => {
        const pack = packOf(commodities.find(({ code }) => code === commodity));
        const { packs, rest } = pack ? inPacks(quantity, pack) : { packs: 0, rest: 1 };
        const amount =
          pack && rest === 0
            ? `${formatNumber(packs, language)} ${pack.name}`
            : formatQuantity(quantity, unit, language, { commodity });
        return `${amount} ${names.commodity(commodity)}`;
      })
      .join(', ');
}

/** What is on board, by commodity. */
export function Goods({ shipment }: { shipment: Shipment }) {
  const names = useNames();
  return (
    <ul className={styles['goods']}>
      {loadOf(shipment).map((load) => (
        <li key={load.commodity}>
          <CommodityMark code={load.commodity} />
          <span>{names.commodity(load.commodity)}</span>
          <span className={styles['amount']}>
            <GoodsAmount commodity={load.commodity} quantity={load.quantity} unit={load.unit} />
          </span>
        </li>
      ))}
    </ul>
  );
}
