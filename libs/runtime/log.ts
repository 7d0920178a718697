import { pino, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';

export type Log = Logger;

/** Structured logs on standard output; keys, tokens and connection strings never appear. */
export function createLogger(name: string, level: string): Log {
  return pino({
    name,
    level,
    base: { service: name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'headers.authorization',
        'req.headers.authorization',
        'databaseUrl',
        'key',
        'secret',
      ],
      censor: '(hidden)',
    },
  });
}

/** What a statement was run with is somebody's data, and the driver's error repeats its wrapper. */
function describeError(error: Error): object {
  const { parameters: _parameters, driverError: _driverError, ...told } = pino.stdSerializers.err(error);
  return told;
}

/** Nest's own messages through the same logger; its start-up chatter is debug. */
export function nestLogger(log: Log): LoggerService {
  const bind = (context: unknown) => (typeof context === 'string' ? { context } : {});
  return {
    log: (message: unknown, context?: unknown) => log.debug(bind(context), String(message)),
    debug: (message: unknown, context?: unknown) => log.debug(bind(context), String(message)),
    verbose: (message: unknown, context?: unknown) => log.trace(bind(context), String(message)),
    warn: (message: unknown, context?: unknown) => log.warn(bind(context), String(message)),
    error: (message: unknown, stack?: unknown, context?: unknown) =>
      message instanceof Error
        ? log.error({ err: message, ...bind(context) }, message.message)
        : log.error({ stack, ...bind(context) }, String(message)),
    fatal: (message: unknown, context?: unknown) => log.fatal(bind(context), String(message)),
  };
}
