import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';

/** `2 × CDD, 1 × FUSO`. */
export function VehicleList({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const said = shipment.vehicles.map(({ code, count }) => `${count}\u00a0×\u00a0${code}`).join(', ');
  return <>{said || t('shipments/noVehicle')}</>;
}
