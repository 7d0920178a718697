import { usePhoneList } from './use-phone-list.js';

export interface Vehicle {
  code: string;
  name: string;
  temperatureClasses: string[];
}

export const useVehicles = (): Vehicle[] =>
  usePhoneList<Vehicle>('/v1/vehicles?limit=500').data?.answer.items ?? [];

/** `2 × Colt Diesel Double`; its code where the name is not known. */
export function useVehicleText(): (loads: readonly { code: string; count: number }[]) => string {
  const vehicles = useVehicles();
  return (loads) =>
    loads
      .map(
        ({ code, count }) => `${count} × ${vehicles.find((vehicle) => vehicle.code === code)?.name ?? code}`,
      )
      .join(', ');
}
