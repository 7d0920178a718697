import { commonSettings, hostList, integer, kafkaSettings, text } from '#runtime';

/** What the simulator reads from its environment, once. */
export const simulatorSettings = {
  gatewayUrl: text('GATEWAY_URL', 'http://127.0.0.1:8080', 'address of the gateway'),
  ...kafkaSettings,
  brokers: { ...hostList('KAFKA_BROKERS', 'Kafka bootstrap servers'), fallback: '127.0.0.1:9092' },
  dataDir: text('DATA_DIR', '.data', 'folder that holds demo-keys.json'),
  speed: integer('SIMULATOR_SPEED', 144, 'simulated seconds per second: 144 plays a day in ten minutes', {
    min: 1,
    max: 20_000,
  }),
  seed: integer('SIMULATOR_SEED', 20_251_015, 'the same seed makes the same decisions'),
  standInsPort: integer(
    'STAND_INS_PORT',
    0,
    'port of 127.0.0.1 on which servers of partners are played (0: any free one)',
    { max: 65_535 },
  ),
  standInToken: {
    ...text('CONNECTOR_SECRET_FOOD_STATION__TOKEN', '', 'what the played server of Food Station asks for'),
    secret: true,
    parse: (value: string) => value,
  },
  logLevel: commonSettings.logLevel,
};
