// A real OpenID Connect provider in a process of its own. Arguments: port, client id, client secret, redirect URI.
// Its people are those of `accounts`; whoever asks is logged in as the one that `login_hint`, or else /be/<sub>, names.
import process from 'node:process';
import Provider from 'oidc-provider';

const [port, clientId, clientSecret, redirectUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const accounts = {
  sari: { email: 'Sari@Blitar.go.id', email_verified: true },
  budi: { email: 'budi@blitar.go.id', email_verified: false },
  tamu: { email: 'tamu@elsewhere.example', email_verified: true },
};
let present = 'sari';

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_context, sub) =>
    accounts[sub] && { accountId: sub, claims: async () => ({ sub, ...accounts[sub] }) },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ['only for tests'] },
});

provider.use(async (context, next) => {
  const be = /^\/be\/(\w+)$/.exec(context.path);
  if (be) {
    present = be[1];
    context.body = present;
    return;
  }
  if (!context.path.startsWith('/interaction/')) return next();
  const { params, prompt } = await provider.interactionDetails(context.req, context.res);
  if (prompt.name === 'login')
    return provider.interactionFinished(context.req, context.res, { login: { accountId: present } });
  const grant = new provider.Grant({ accountId: present, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(context.req, context.res, { consent: { grantId: await grant.save() } });
});

provider.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
