export const temperatureClasses = ['ambient', 'chilled', 'frozen', 'live'] as const;

export interface Service {
  carrier: string;
  lane: string;
  hub: string;
  /** Set aside for a day, by the vehicle's code. */
  vehicles: Record<string, number>;
  temperatureClasses: string[];
  /** 1 Monday … 7 Sunday. */
  days: number[];
  /** For each started kilogram, or for each vehicle. */
  rupiah: number;
  rupiahPer: 'kilogram' | 'trip';
}

export const newService = (carrier: string, hub: string): Service => ({
  carrier,
  lane: '',
  hub,
  vehicles: {},
  temperatureClasses: ['ambient'],
  days: [1, 2, 3, 4, 5, 6],
  rupiah: 0,
  rupiahPer: 'trip',
});

/** With a value put in or taken out, in order. */
export function toggled<Value>(values: readonly Value[], value: Value, isIn: boolean): Value[] {
  const others = values.filter((one) => one !== value);
  return (isIn ? [...others, value] : others).sort();
}
