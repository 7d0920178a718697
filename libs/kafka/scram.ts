import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import Decoder from 'kafkajs/src/protocol/decoder.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import type { Exchange } from './cluster.js';

const derive = promisify(pbkdf2);
const alterScramUsers = 51;
const sha512 = 2;
const iterations = 8_192;
const saltBytes = 32;
const noTags = null;

export interface ScramUser {
  username: string;
  password: string;
}

export interface ScramResult {
  username: string;
  /** 0: done; else the protocol's error. */
  code: number;
  message: string | null;
}

/**
 * The request by which users with SCRAM-SHA-512 are made and ended, which the client lacks (KIP-554). The broker
 * gets a salted password and never the password.
 */
export async function alterUsers(upserted: ScramUser[], deleted: string[]): Promise<Exchange<ScramResult[]>> {
  const upsertions = await Promise.all(upserted.map(encodeUser));
  return {
    request: {
      apiKey: alterScramUsers,
      apiVersion: 0,
      apiName: 'AlterUserScramCredentials',
      encode: () =>
        Promise.resolve(
          new Encoder()
            // The header of this version ends in tags too.
            .writeUVarIntBytes(noTags)
            .writeUVarIntArray(
              deleted.map((name) =>
                new Encoder().writeUVarIntString(name).writeInt8(sha512).writeUVarIntBytes(noTags),
              ),
            )
            .writeUVarIntArray(upsertions)
            .writeUVarIntBytes(noTags),
        ),
    },
    response: {
      decode: (bytes) => Promise.resolve(readResults(bytes)),
      parse: (results) => Promise.resolve(results),
    },
  };
}

async function encodeUser({ username, password }: ScramUser) {
  const salt = randomBytes(saltBytes);
  return new Encoder()
    .writeUVarIntString(username)
    .writeInt8(sha512)
    .writeInt32(iterations)
    .writeUVarIntBytes(salt)
    .writeUVarIntBytes(await derive(password, salt, iterations, 64, 'sha512'))
    .writeUVarIntBytes(noTags);
}

function readResults(bytes: Buffer): ScramResult[] {
  const decoder = new Decoder(bytes);
  decoder.readTaggedFields();
  decoder.readInt32();
  return decoder.readUVarIntArray((of) => {
    const result = {
      username: of.readUVarIntString()!,
      code: of.readInt16(),
      message: of.readUVarIntString(),
    };
    of.readTaggedFields();
    return result;
  });
}
