import { Injectable, ValidationPipe } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { readJson } from './json-body.js';
import { Problem } from './problem.js';
import type { ProblemFault } from './problem.js';

/** Turns the bytes of a body into a JSON object. */
@Injectable()
export class JsonObjectPipe implements PipeTransform {
  transform(body: unknown): object {
    const read = readJson(Buffer.isBuffer(body) ? body : undefined);
    if (!read.ok) throw new Problem(read.code);
    if (read.json === null || typeof read.json !== 'object' || Array.isArray(read.json))
      throw new Problem('NOT_AN_OBJECT');
    return read.json;
  }
}

const shared = { transform: true, whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

/** Validates query parameters with their DTO. */
export const queryPipe = new ValidationPipe({
  ...shared,
  exceptionFactory: (errors) => new Problem('BAD_QUERY', { errors: faultsOf(errors, '') }),
});

/** Validates a JSON body with its DTO. */
export const bodyPipe = new ValidationPipe({
  ...shared,
  exceptionFactory: (errors) => new Problem('BAD_BODY', { errors: faultsOf(errors, '') }),
});

const faultsMax = 20;

function faultsOf(errors: ValidationError[], parent: string): ProblemFault[] {
  const faults = errors.flatMap((error) => {
    const path = `${parent}/${error.property.slice(0, 80)}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
      faultOf(path, rule, message),
    );
    return [...own, ...faultsOf(error.children ?? [], path)];
  });
  return faults.slice(0, faultsMax);
}

function faultOf(path: string, rule: string, message: string): ProblemFault {
  const en = message.slice(0, 300);
  if (rule === 'whitelistValidation')
    return {
      path,
      code: 'UNKNOWN_FIELD',
      text: { id: `${path} tidak dikenal`, en: `${path} is not known here` },
    };
  return { path, code: 'INVALID', text: { id: `${path} tidak sah: ${en}`, en: `${path}: ${en}` } };
}
