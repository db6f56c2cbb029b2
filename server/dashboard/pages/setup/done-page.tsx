/** The last screen of the setup: the next steps. @module */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { isNotFound } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Output } from '../scripts/run/output.tsx'
import { firstApplication } from './queries.ts'
import { NotFoundInShell, SetupFrame } from './setup-frame.tsx'
import { setupText } from './text.ts'

/** At `/setup/done/:id`. */
export function DonePage() {
  const { done: says } = setupText
  const { id = '' } = useParams()
  const { tenant } = useSession()
  const client = useApi()
  const command = useQuery({
    queryKey: ['setup', 'command', id],
    queryFn: async ({ signal }) => {
      const [connection, [client_id]] = await Promise.all([
        client.call('GET /api/v2/connections/{id}', { params: { id }, signal }),
        firstApplication(client),
      ])
      return commandOf(connection.name ?? '', connection.enabled_clients?.[0] ?? client_id ?? '')
    },
  })
  if (isNotFound(command)) return <NotFoundInShell />
  return (
    <SetupFrame step="done" title={says.title} wide>
      <p className="muted">{says.served}</p>
      <ul className="setup-next">
        <li>
          <Link href={paths.script(tenant.name, id, 'login')}>{says.scripts}</Link>
          <span className="hint">{says.scriptsHint}</span>
        </li>
        <li>
          <Link href={paths.users(tenant.name)}>{says.users}</Link>
          <span className="hint">{says.usersHint}</span>
        </li>
        <li>
          <Link href={paths.tryLogin(tenant.name, id)}>{says.tryLogin}</Link>
        </li>
      </ul>
      <section className="stack" aria-label={says.application}>
        <h2>{says.application}</h2>
        <Part query={command}>
          {(text) => (
            <div className="stack">
              <Output label={says.application} text={text} />
              <div className="row">
                <CopyButton text={text}>{says.copy}</CopyButton>
              </div>
            </div>
          )}
        </Part>
        <p className="hint">{says.applicationHint}</p>
      </section>
      <ButtonLink href={paths.home} variant="primary" wide>
        {says.open}
      </ButtonLink>
    </SetupFrame>
  )
}

/** With the real ids; what is secret stays a name to fill in. */
function commandOf(realm: string, client_id: string): string {
  return [
    `curl -sS ${location.origin}/oauth/token \\`,
    '  -d grant_type=http://auth0.com/oauth/grant-type/password-realm \\',
    `  -d realm=${realm} -d client_id=${client_id} \\`,
    '  -d client_secret="$CLIENT_SECRET" -d scope="openid profile email" \\',
    '  --data-urlencode username="$USER_EMAIL" --data-urlencode password="$USER_PASSWORD"',
  ].join('\n')
}
