/** The real figures that the play is made of. What has no source is an assumption and says so. */

/** Whose officers sit at the desk of offers. */
export const hub = 'btc';

/** Offices that count what producers count too, and do not always agree. */
export const offices = ['disnak-kab-blitar', 'disperindag-blitar', 'dkpp-blitar'] as const;

/** Parties whose systems speak on Kafka; everybody else comes by HTTP. */
export const kafkaParties: ReadonlySet<string> = new Set([
  'e-peken',
  'food-station',
  'pasar-jaya',
  'brantas-logistik',
]);

/** Who signs for goods at a destination when no demand on board tells. */
export const receivers: Readonly<Record<string, string>> = {
  '35.78': 'e-peken',
  '31': 'pasar-jaya',
  '32.76': 'depok-pangan',
};

export interface CarrierProfile {
  party: string;
  temperatureClasses: string[];
  plate: string;
  /** What it would rather come with, and what one carries in grams. */
  spare: { code: string; grams: number };
}

export const carriers: CarrierProfile[] = [
  {
    party: 'koperasi-angkutan-blitar',
    temperatureClasses: ['ambient', 'live'],
    plate: 'AG',
    spare: { code: 'CDE', grams: 2_000_000 },
  },
  {
    party: 'brantas-logistik',
    temperatureClasses: ['ambient', 'live', 'chilled'],
    plate: 'N',
    spare: { code: 'CDD', grams: 4_000_000 },
  },
  {
    party: 'nusantara-reefer',
    temperatureClasses: ['chilled', 'frozen', 'ambient'],
    plate: 'B',
    spare: { code: 'CDD-R', grams: 4_000_000 },
  },
];

/** City centres (WGS84) and typical hours from Blitar, for driving. */
export const roads: Readonly<Record<string, { latitude: number; longitude: number; hours: number }>> = {
  '35.72': { latitude: -8.0983, longitude: 112.1681, hours: 0 },
  '35.78': { latitude: -7.2575, longitude: 112.7521, hours: 4 },
  '32.76': { latitude: -6.4025, longitude: 106.7942, hours: 18 },
  '31': { latitude: -6.2088, longitude: 106.8456, hours: 18 },
};
