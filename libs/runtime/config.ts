/** One setting: where it is read from, how it is checked, and what it is for. */
export interface Setting<T> {
  name: string;
  about: string;
  secret: boolean;
  fallback: string | undefined;
  /** @throws Error with what is wrong in one sentence */
  parse: (text: string) => T;
}

type Settings = Record<string, Setting<unknown>>;
export type Config<S extends Settings> = { [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
}

/** A whole number between `min` and `max`. */
export function integer(
  name: string,
  fallback: number | undefined,
  about: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): Setting<number> {
  return {
    name,
    about,
    secret: false,
    fallback: fallback?.toString(),
    parse: (text) => {
      const value = Number(text);
      if (!Number.isSafeInteger(value) || value < min || value > max)
        throw new Error(`must be a whole number from ${min} to ${max}`);
      return value;
    },
  };
}

export function text(name: string, fallback: string | undefined, about: string): Setting<string> {
  return {
    name,
    about,
    secret: false,
    fallback,
    parse: (value) => {
      if (value.length === 0 || value.length > 4_096) throw new Error('must have 1 to 4096 characters');
      return value;
    },
  };
}

/** A text that may be left out: empty then. */
export function optional(name: string, about: string, isSecret = false): Setting<string> {
  return {
    name,
    about,
    secret: isSecret,
    fallback: '',
    parse: (value) => {
      if (value.length > 4_096) throw new Error('must have at most 4096 characters');
      return value;
    },
  };
}

/** A text that never appears in logs or help. */
export function secret(name: string, about: string): Setting<string> {
  return { ...text(name, undefined, about), secret: true };
}

export function oneOf<const T extends string>(
  name: string,
  values: readonly T[],
  fallback: T,
  about: string,
): Setting<T> {
  return {
    name,
    about: `${about} (${values.join(' | ')})`,
    secret: false,
    fallback,
    parse: (value) => {
      const found = values.find((v) => v === value);
      if (found === undefined) throw new Error(`must be one of ${values.join(', ')}`);
      return found;
    },
  };
}

/** Host:port pairs, comma-separated. */
export function hostList(name: string, about: string): Setting<string[]> {
  return {
    name,
    about,
    secret: false,
    fallback: undefined,
    parse: (value) => {
      const hosts = value.split(',').map((host) => host.trim());
      if (hosts.some((host) => !/^[^\s:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(host)))
        throw new Error('must be host:port, comma-separated');
      return hosts;
    },
  };
}

/** What the gateway and the dispatcher have to agree on. */
export const trackPace = integer(
  'TRACK_PACE',
  1,
  'how many times faster than real ones trucks go: more than 1 where a day is played',
  { min: 1, max: 100_000 },
);

/**
 * Reads every setting once from the environment.
 * @throws ConfigError naming all that is wrong, without the values of secrets
 */
export function loadConfig<S extends Settings>(
  settings: S,
  environment: NodeJS.ProcessEnv = process.env,
): Config<S> {
  const wrong: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const given = environment[setting.name] ?? setting.fallback;
    if (given === undefined) {
      wrong.push(`${setting.name} is missing: ${setting.about}`);
      continue;
    }
    try {
      config[key] = setting.parse(given);
    } catch (error) {
      const shown = setting.secret ? '(hidden)' : JSON.stringify(given);
      wrong.push(`${setting.name}=${shown} ${(error as Error).message}`);
    }
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join('; '));
  return Object.freeze(config) as Config<S>;
}

/** The settings as a table for `--help`, without values of secrets. */
export function describeSettings(settings: Settings): string {
  return Object.values(settings)
    .map((s) => `  ${s.name.padEnd(24)} ${s.about}${s.fallback === undefined ? '' : ` [${s.fallback}]`}`)
    .join('\n');
}

/** How a process is known to Kafka. */
export const kafkaSettings = {
  brokers: hostList('KAFKA_BROKERS', 'Kafka bootstrap servers'),
  kafkaUser: optional('KAFKA_USERNAME', 'user on Kafka'),
  kafkaPassword: optional('KAFKA_PASSWORD', 'password of that user', true),
  kafkaMechanism: oneOf(
    'KAFKA_MECHANISM',
    ['plain', 'scram-sha-512'],
    'plain',
    'how that user proves itself',
  ),
  kafkaTls: oneOf('KAFKA_TLS', ['on', 'off'], 'off', 'TLS on the way to Kafka'),
  kafkaCaFile: optional('KAFKA_CA_FILE', 'PEM file of the authority that signed its certificate'),
};

export type KafkaAccess = Config<typeof kafkaSettings>;

/** What every service needs. */
export const commonSettings = {
  ...kafkaSettings,
  databaseUrl: secret('DATABASE_URL', 'postgres://user:password@host:port/name'),
  logLevel: oneOf(
    'LOG_LEVEL',
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal'],
    'info',
    'least severe line to log',
  ),
  healthPort: integer('HEALTH_PORT', 0, 'port of /health and /metrics (0: any free one)', { max: 65_535 }),
  healthHost: text('HEALTH_HOST', '127.0.0.1', 'address that /health and /metrics listen on'),
  sessionTimeoutMs: integer(
    'KAFKA_SESSION_MS',
    10_000,
    'milliseconds until a silent instance loses its partitions',
    {
      min: 1_000,
      max: 300_000,
    },
  ),
  partitions: integer('TOPIC_PARTITIONS', 6, 'partitions of a topic', { min: 1, max: 1_000 }),
  replication: integer('TOPIC_REPLICATION', 1, 'copies of a topic', { min: 1, max: 9 }),
  drainMs: integer('DRAIN_MS', 5_000, 'milliseconds a stopping service may take to finish its batch', {
    min: 100,
    max: 60_000,
  }),
};

export type CommonConfig = Config<typeof commonSettings>;
