import { readFileSync } from 'node:fs';
import type { KafkaConfig } from 'kafkajs';

/** Who a process is on the cluster, and how its connections are protected. */
export interface KafkaLogin {
  username: string;
  password: string;
  mechanism?: 'plain' | 'scram-sha-512';
  /** True: TLS with the certificate authorities of this machine; else those of this PEM text. */
  tls?: true | { ca: string };
}

/** What the settings of a process say of it. */
export interface KafkaAccess {
  /** Empty: nobody. */
  kafkaUser: string;
  kafkaPassword: string;
  kafkaMechanism: 'plain' | 'scram-sha-512';
  kafkaTls: 'on' | 'off';
  /** PEM file; empty: the authorities of this machine. */
  kafkaCaFile: string;
}

/** Null: the settings name nobody. */
export function loginOf(access: KafkaAccess): KafkaLogin | null {
  const {
    kafkaUser: username,
    kafkaPassword: password,
    kafkaMechanism: mechanism,
    kafkaCaFile: file,
  } = access;
  if (username === '' || password === '') return null;
  if (access.kafkaTls === 'off') return { username, password, mechanism };
  return { username, password, mechanism, tls: file === '' ? true : { ca: readFileSync(file, 'utf8') } };
}

let login: KafkaLogin | null = null;

/** From now on every client of this process speaks as this user; null: as nobody. A process is one user of a cluster. */
export function speakAs(user: KafkaLogin | null): void {
  login = user;
}

/** What a client needs to be known to the broker. */
export function protection(as: KafkaLogin | null = login): Pick<KafkaConfig, 'sasl' | 'ssl'> {
  if (as === null) return {};
  const { username, password, mechanism = 'plain', tls } = as;
  const ssl = tls === true ? true : tls && { ca: [tls.ca] };
  return { sasl: { mechanism, username, password } as KafkaConfig['sasl'], ...(ssl ? { ssl } : {}) };
}
