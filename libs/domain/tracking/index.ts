export * from './tracking.js';
export { believe, noBelief, type Belief, type Judged } from './believe.js';
export {
  follow,
  isOnRoad,
  isTempered,
  judgeTrack,
  type Followed,
  type Sighting,
  type Watch,
} from './follow.js';
export { isOffGlobe, kilometresBetween, type Point } from './geography.js';
export { trackAlerts } from './track-alerts.js';
