// An OpenID provider for tests: who may sign in stands in a file, which is read anew each time.
import { readFile } from 'node:fs/promises';
import Provider from 'oidc-provider';

const { issuer, port, client, secret, callbacks, people } = JSON.parse(process.env.OPENID);

const provider = new Provider(issuer, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: callbacks }],
  // Cookies know no ports: these must not be the names of ours.
  cookies: {
    keys: ['for tests'],
    names: { session: 'openid_session', interaction: 'openid_interaction', resume: 'openid_resume' },
  },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  pkce: { required: () => true },
  async findAccount(_, login) {
    const known = JSON.parse(await readFile(people))[login];
    return known && { accountId: login, claims: () => known };
  },
});

provider.on('server_error', (_, error) => console.error(error));
provider.listen(port, '127.0.0.1');
