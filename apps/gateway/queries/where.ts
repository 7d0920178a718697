import type { Scope } from '../scope/scope.js';

/** Collects SQL conditions and their parameters; `?` in a condition stands for the next parameter. */
export class Where {
  readonly parameters: unknown[] = [];
  private readonly conditions: string[] = [];

  add(condition: string, ...values: unknown[]): this {
    this.conditions.push(this.numbered(condition, values));
    return this;
  }

  /** Adds an equality when there is a value. */
  equals(column: string, value: string | undefined): this {
    return value === undefined ? this : this.add(`${column} = ?`, value);
  }

  /** Adds several conditions of which one must hold. */
  any(alternatives: [condition: string, ...values: unknown[]][]): this {
    if (alternatives.length === 0) return this.add('false');
    const parts = alternatives.map(([condition, ...values]) => `(${this.numbered(condition, values)})`);
    this.conditions.push(`(${parts.join(' OR ')})`);
    return this;
  }

  /** A parameter for use outside of a condition, e.g. LIMIT. */
  parameter(value: unknown): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  get sql(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }

  private numbered(condition: string, values: unknown[]): string {
    let used = 0;
    return condition.replace(/\?/g, () => this.parameter(values[used++]));
  }
}

/** Conditions of what a scope may read, as alternatives; null when it may read everything. */
export function hubOr(
  scope: Scope,
  hubColumn: string,
  others: [condition: string, ...values: unknown[]][],
): [condition: string, ...values: unknown[]][] | null {
  if (scope.everything) return null;
  const all: typeof others = [[`${hubColumn} = ANY(?)`, [...scope.hubs]], ...others];
  // One of none is never true. Said so, it would keep Postgres from using the indexes of the others.
  return all.filter(([, ...values]) => !values.some((value) => Array.isArray(value) && value.length === 0));
}
