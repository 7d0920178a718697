/** So many vehicles of a kind. */
export interface VehicleLoad {
  code: string;
  count: number;
}
