/** The last screen of the setup: the next steps. @module */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { isNotFound } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { useFreshSecret } from './fresh-secrets.tsx'
import { OwnApplication } from './own-application.tsx'
import { NotFoundInShell, SetupFrame } from './setup-frame.tsx'
import { setupText } from './text.ts'

/** At `/setup/done/:id`. */
export function DonePage() {
  const { done: says } = setupText
  const { id = '' } = useParams()
  const { tenant } = useSession()
  const client = useApi()
  const connection = useQuery({
    queryKey: ['connection', id, 'of-setup'],
    queryFn: ({ signal }) => client.call('GET /api/v2/connections/{id}', { params: { id }, signal }),
  })
  const fresh = useFreshSecret(id)
  if (isNotFound(connection)) return <NotFoundInShell />
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
        <Part query={connection}>
          {(one) => <OwnApplication key={id} id={id} connection={one} fresh={fresh} />}
        </Part>
      </section>
      <ButtonLink href={paths.home} variant="primary" wide>
        {says.open}
      </ButtonLink>
    </SetupFrame>
  )
}
