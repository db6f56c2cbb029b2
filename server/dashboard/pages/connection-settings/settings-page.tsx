/** The settings of a connection. Each setting is saved on its own. @module */
import { useParams } from 'wouter'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { ConnectionPage } from '../../shell/connection-page.tsx'
import { Banner } from '../../ui/data.tsx'
import { ApplicationsGroup } from './applications-group.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DangerGroup } from './danger-group.tsx'
import { ModeGroup } from './mode-group.tsx'
import { PasswordGroup } from './password-group.tsx'
import { ProfilesGroup } from './profiles-group.tsx'
import { SignInGroup } from './sign-in-group.tsx'
import { settingsText } from './text.ts'
import { useSettings } from './use-settings.ts'
import './settings.css'

/** At `…/connections/:id/settings`. */
export function SettingsPage() {
  const { id = '' } = useParams()
  return (
    <ConnectionPage id={id} tab="settings">
      {(read) => <Groups key={id} id={id} read={read} />}
    </ConnectionPage>
  )
}

function Groups({ id, read }: { id: string; read: ReadConnection }) {
  const settings = useSettings(id, read)
  return (
    <div className="stack settings">
      <Contents />
      {settings.refusal !== undefined && (
        <Banner tone="info" title={settingsText.refused}>
          <p>{settings.refusal}</p>
        </Banner>
      )}
      <ModeGroup settings={settings} />
      <ApplicationsGroup settings={settings} />
      <SignInGroup settings={settings} />
      <ProfilesGroup settings={settings} />
      <PasswordGroup settings={settings} />
      <DangerGroup id={id} read={read} />
      <ConflictDialog settings={settings} />
    </div>
  )
}

/** Links to the groups of the page. */
function Contents() {
  const { anchors, onThisPage, ...says } = settingsText
  return (
    <nav className="settings-contents small" aria-label={onThisPage}>
      {Object.entries(anchors).map(([group, anchor]) => (
        <a key={anchor} href={`#${anchor}`}>
          {says[group as keyof typeof anchors].title}
        </a>
      ))}
    </nav>
  )
}
