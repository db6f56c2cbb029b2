/** The APIs of a tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import type { Api } from '../../api/apis.ts'
import { apisQuery } from '../../api/apis.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { tenantSettingsQuery } from '../../api/tenant-settings.ts'
import { paths } from '../../routes.ts'
import { FilteredList } from '../../shell/filtered-list.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { useNew } from '../../shell/use-new.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Badge, Banner, CopyText } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Table } from '../../ui/table.tsx'
import { CreateApi } from './create-api.tsx'
import { durationText } from './duration.ts'
import { apisText, createApiText } from './text.ts'

/** The list, and the button that creates an API. */
export function ApisPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const readRefusal = useRefusal('read:resource_servers')
  const refusal = useRefusal('create:resource_servers')
  const [creating, setCreating] = useNew(refusal)
  const apis = useQuery({ ...apisQuery(client), enabled: readRefusal === undefined })
  if (readRefusal !== undefined) {
    return (
      <Page title={apisText.title}>
        <Banner tone="info" title={apisText.readRefused}>
          <p>{readRefusal}</p>
        </Banner>
      </Page>
    )
  }
  return (
    <Page
      title={apisText.title}
      aside={apis.data && <Badge>{apis.data.length.toLocaleString()}</Badge>}
      actions={
        <Button variant="primary" icon="plus" writes blocked={refusal} onClick={() => setCreating(true)}>
          {createApiText.title}
        </Button>
      }
    >
      <Part query={apis}>
        {(all) => (
          <div className="stack">
            <AnyAudience tenant={tenant} />
            {all.every(({ is_system }) => is_system) && (
              <Banner tone="info" title={apisText.onlySystem}>
                <p>{apisText.onlySystemDetail}</p>
              </Banner>
            )}
            <FilteredList all={all} matching={matching} says={apisText}>
              {(rows) => <Apis tenant={tenant} rows={rows} />}
            </FilteredList>
          </div>
        )}
      </Part>
      {creating && <CreateApi tenant={tenant} onClose={() => setCreating(false)} />}
    </Page>
  )
}

/** Says that tokens can have audiences that are not in the list. Renders nothing where they cannot. */
function AnyAudience({ tenant }: { tenant: string }) {
  const settings = useQuery(tenantSettingsQuery(useApi()))
  if (settings.data?.ferry_any_audience !== true) return null
  return (
    <Banner
      tone="warn"
      title={apisText.anyAudience}
      actions={<ButtonLink href={paths.tenantSettings(tenant)}>{apisText.toSettings}</ButtonLink>}
    >
      <p>{apisText.anyAudienceDetail}</p>
    </Banner>
  )
}

/** @returns the APIs whose name, identifier or scopes contain every word of the filter */
function matching(apis: readonly Api[], filter: string): readonly Api[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return apis.filter(({ name, identifier, scopes }) => {
    const text = [name, identifier, ...scopes.map(({ value }) => value)].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** A click anywhere in a row opens the API; the button beside the identifier only copies it. */
function Apis({ tenant, rows }: { tenant: string; rows: readonly Api[] }) {
  return (
    <div className="linked-rows">
      <Table
        caption={apisText.caption}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            name: apisText.name,
            cell: ({ id, name, is_system }) => (
              <span className="name-and-badge">
                <Link className="row-link" href={paths.api(tenant, id)}>
                  <Foreign text={name} />
                </Link>
                {is_system && <Badge>{apisText.system}</Badge>}
              </span>
            ),
          },
          {
            name: apisText.identifier,
            cell: ({ identifier }) => (
              <span className="above-link">
                <CopyText text={identifier} label={apisText.copyIdentifier} />
              </span>
            ),
          },
          { name: apisText.lifetime, cell: ({ token_lifetime }) => durationText(token_lifetime) },
          {
            name: apisText.offline,
            cell: ({ allow_offline_access }) =>
              allow_offline_access ? apisText.offlineOn : apisText.offlineOff,
          },
          {
            name: apisText.scopes,
            numeric: true,
            cell: ({ scopes }) => scopes.length.toLocaleString(),
          },
        ]}
      />
    </div>
  )
}
