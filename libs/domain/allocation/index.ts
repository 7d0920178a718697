export type {
  Problem,
  ProblemAllocation,
  ProblemArc,
  ProblemCap,
  ProblemDemand,
  ProblemLot,
  Solution,
} from './problem.js';
export { ProblemError, type ProblemErrorCode } from './problem-error.js';
export { solve } from './solve.js';
export { solveInLotUnits, solveInUnits } from './handling.js';
export { createSolver, type ProblemChange, type Solver } from './solver.js';
