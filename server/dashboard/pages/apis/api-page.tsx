/** One API: each of its members is saved by itself. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import type { Api } from '../../api/apis.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { isNotFound } from '../../api/problem.ts'
import { decoded, paths } from '../../routes.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { Badge, Banner, CopyText } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { BasicsGroup, KeptGroup, TokensGroup } from './api-groups.tsx'
import { DangerGroup } from './danger-group.tsx'
import { apiQuery, useEditing } from './queries.ts'
import { ScopesGroup } from './scopes-group.tsx'
import { apisText, apiText } from './text.ts'

/** At `…/apis/:id`. */
export function ApiPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const refusal = useRefusal('read:resource_servers')
  const query = useQuery({ ...apiQuery(useApi(), id), enabled: refusal === undefined })
  if (isNotFound(query)) return <NotFound />
  const { name, is_system, identifier } = query.data ?? {}
  return (
    <Page
      title={name === undefined ? apisText.one : inSentence(name)}
      parent={{ href: paths.apis(tenant), label: apisText.title }}
      aside={
        identifier !== undefined && (
          <>
            {is_system && <Badge>{apisText.system}</Badge>}
            <CopyText text={identifier} label={apisText.copyIdentifier} />
          </>
        )
      }
    >
      {refusal === undefined ? (
        <Part query={query}>{(read) => <Groups key={id} id={id} tenant={tenant} read={read} />}</Part>
      ) : (
        <Banner tone="info" title={apisText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
    </Page>
  )
}

function Groups({ id, tenant, read }: { id: string; tenant: string; read: Api }) {
  const editing = useEditing(id, read)
  const { shown: api, refusal, isConflict } = editing
  return (
    <div className="stack settings">
      {api.is_system && (
        <Banner tone="info" title={apiText.system}>
          <p>{apiText.systemDetail}</p>
        </Banner>
      )}
      {!api.is_system && refusal !== undefined && (
        <Banner tone="info" title={apiText.refused}>
          <p>{refusal}</p>
        </Banner>
      )}
      {isConflict && (
        <Banner tone="warn" live title={apiText.conflict.title}>
          <p>{apiText.conflict.detail}</p>
        </Banner>
      )}
      {!api.is_system && <BasicsGroup editing={editing} />}
      <ScopesGroup editing={editing} />
      {!api.is_system && (
        <>
          <TokensGroup editing={editing} />
          <KeptGroup api={api} />
          <DangerGroup api={api} tenant={tenant} />
        </>
      )}
    </div>
  )
}
