/** What is known of a shipment on the road. Times are epoch milliseconds. */

/** One position of a load, with the temperature inside where that was read too. */
export interface Reading {
  time: number;
  latitude: number;
  longitude: number;
  temperatureCelsius: number | null;
}

/** When it arrives: most likely at `p50`, in eight of ten cases between `p10` and `p90`. */
export interface Estimate {
  p10: number;
  p50: number;
  p90: number;
  /** position: from where it is; history: from finished trips on the lane; registry: from the lane's entry alone. */
  basis: 'position' | 'history' | 'registry';
  /** Finished trips on the lane behind the durations; 0: the lane's entry. */
  n: number;
  /** Along the road, from the last believed position; null where there is none. */
  remainingKm: number | null;
}

/** A time out of the allowed range that lasted longer than is tolerated. */
export interface Excursion {
  start: number;
  /** The first reading that was in range again; null while it lasts. */
  end: number | null;
  /** The reading farthest out. */
  peakCelsius: number;
  /** Degrees beyond the range, times minutes: what the goods suffered. */
  degreeMinutes: number;
  minCelsius: number;
  maxCelsius: number;
}

/** What of it is told to whoever sees the shipment. */
export interface Tracking {
  leftAt: number;
  estimate?: Estimate;
  /** Whole minutes by which the estimate is after the end of `arrivalBy`; absent: in time. */
  lateMinutes?: number;
  /** The last sign of life, once it is too long ago; absent: it is heard of. */
  silentSince?: number;
  /** When it came near its destination; that is not yet a receipt. */
  arrivedAt?: number;
  excursions?: Excursion[];
}
