import { commonSettings, hostList, text } from '#runtime';

const targets = hostList('CONNECTOR_TARGETS', 'host:port inside that connectors may poll, though not public');

/** What the intake reads from its environment, once. */
export const intakeSettings = {
  ...commonSettings,
  connectorTargets: {
    ...targets,
    fallback: '',
    parse: (value: string) => (value === '' ? [] : targets.parse(value)),
  },
  connectorSecretsDir: text(
    'CONNECTOR_SECRETS_DIR',
    '.data/secrets',
    'folder with secrets of connectors, a file <party>.<name> each',
  ),
};
