import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Problem } from '../http/problem.js';
import { kindOf } from '../http/problem-codes.js';
import type { ProblemCode } from '../http/problem-codes.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Documents an operation in both languages. */
export function Described(id: string, en: string) {
  return ApiOperation({ summary: id, description: en });
}

/** Documents a list: `{ items, next }`. */
export function Listed(item: string, id: string, en: string) {
  return applyDecorators(
    Described(id, en),
    ApiResponse({
      status: 200,
      description: en,
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: ref(item) },
          next: {
            type: ['string', 'null'],
            description: 'Cursor of the next page; null on the last one',
          } as never,
        },
      },
    }),
    Fails('BAD_QUERY', 'BAD_CURSOR', 'KEY_UNKNOWN', 'DATABASE_UNAVAILABLE'),
  );
}

/** Documents one object. */
export function Found(schema: string, id: string, en: string, codes: ProblemCode[] = []) {
  return applyDecorators(
    Described(id, en),
    ApiResponse({ status: 200, description: en, schema: ref(schema) }),
    Fails('KEY_UNKNOWN', ...codes),
  );
}

/** Documents problem answers; those of one status are examples of the same answer. */
export function Fails(...codes: ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes)
    byStatus.set(kindOf(code).status, [...(byStatus.get(kindOf(code).status) ?? []), code]);
  return applyDecorators(
    ...[...byStatus].map(([status, named]) =>
      ApiResponse({
        status,
        description: named.map((code) => kindOf(code).text.en).join(' '),
        content: {
          'application/problem+json': {
            schema: ref('Problem'),
            examples: Object.fromEntries(named.map((code) => [code, { value: new Problem(code).body() }])),
          },
        },
      }),
    ),
  );
}
