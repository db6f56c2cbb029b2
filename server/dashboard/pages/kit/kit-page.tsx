/** Every component in every state, for developers; in development builds only. @module */
import { useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { Page } from '../../shell/page.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import type { Tone } from '../../ui/data.tsx'
import { Badge, Banner, CopyText, Empty, Kbd, KeyValue, Progress, Skeleton } from '../../ui/data.tsx'
import { Dialog, Drawer } from '../../ui/dialog.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Combobox, Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useToast } from '../../ui/toast.tsx'

const CHOICES = ['mysql', 'postgresql', 'mongodb', 'sqlserver', 'oracle'].map((value) => ({
  value,
  label: value,
}))
const TONES: readonly Tone[] = ['plain', 'info', 'ok', 'warn', 'bad']
const AN_HOUR_MS = 3_600_000

/** The page with all components. */
export function KitPage() {
  const [choice, setChoice] = useState('mysql')
  const [on, setOn] = useState(true)
  const [tab, setTab] = useState<'profile' | 'trace'>('profile')
  const [layer, setLayer] = useState<'dialog' | 'drawer' | undefined>()
  const toast = useToast()
  return (
    <main className="main" style={{ height: '100dvh' }}>
      <Page
        title="Components"
        aside={<Badge tone="info">Importing · 61.4 %</Badge>}
        actions={<Button variant="primary">Deploy v8</Button>}
      >
        <section className="card">
          <h2>Buttons</h2>
          <div className="row" style={{ flexWrap: 'wrap' }}>
            <Button variant="primary">Primary</Button>
            <Button icon="play">Plain</Button>
            <Button variant="quiet">Quiet</Button>
            <Button variant="danger">Danger</Button>
            <Button busy>Busy</Button>
            <Button blocked="Only an owner may do this">Blocked</Button>
            <Menu trigger={<Button icon="more" aria-label="More" />}>
              <MenuChoice label="Store" choices={CHOICES} value={choice} onChange={setChoice} />
              <MenuLine />
              <MenuItem onSelect={() => toast({ title: 'Deployed v8', undo: () => undefined })}>
                Say something
              </MenuItem>
            </Menu>
            <Button onClick={() => setLayer('dialog')}>Open dialog</Button>
            <Button onClick={() => setLayer('drawer')}>Open drawer</Button>
            <Kbd>Ctrl K</Kbd>
          </div>
        </section>
        <section className="card stack">
          <h2>Fields</h2>
          <TextField label="Email" hint="As people type it." defaultValue="ada@sample.test" />
          <TextField
            label="Name"
            error="At most 35 characters."
            defaultValue="a name that is too long for this"
          />
          <PasswordField label="Password" defaultValue="correct horse" autoComplete="off" />
          <Select label="Store" choices={CHOICES} value={choice} onChange={setChoice} />
          <Combobox label="Driver" choices={CHOICES} value={choice} onChange={setChoice} />
          <Switch
            label="Validate before import"
            hint="Needs an email address and an id."
            checked={on}
            onChange={setOn}
          />
        </section>
        <section className="card stack">
          <h2>Facts</h2>
          <div className="row">
            {TONES.map((tone) => (
              <Badge key={tone} tone={tone}>
                {tone}
              </Badge>
            ))}
            <span className="dot" />
            <span className="dot none" />
            <span className="dot bad" />
          </div>
          <Progress label="Imported" fraction={0.614} detail="6,284 of 10,234" />
          <KeyValue
            entries={[
              ['Connection', 'legacy-crm'],
              ['Id', <CopyText key="id" text="con_8Jd2kQpXw1ZbR4tY" label="Copy id" />],
              ['Changed', <RelativeTime key="at" at={new Date(Date.now() - AN_HOUR_MS).toISOString()} />],
            ]}
          />
          <Table
            caption="Connections"
            rows={CHOICES}
            rowKey={(row) => row.value}
            columns={[
              { name: 'Name', cell: (row) => row.label },
              { name: 'Mode', cell: () => <Badge tone="info">Importing</Badge> },
              { name: 'Imported', numeric: true, cell: () => '6,284' },
            ]}
          />
          <Tabs
            label="Result"
            value={tab}
            onChange={setTab}
            tabs={[
              { value: 'profile', label: 'Profile', content: <p>What would be stored.</p> },
              { value: 'trace', label: 'Trace', content: <p>What took how long.</p> },
            ]}
          />
        </section>
        <section className="card stack">
          <h2>States</h2>
          <Banner tone="warn" title="Signed in, but the profile cannot be imported">
            <p>The script returned a profile without `email`.</p>
          </Banner>
          <Banner tone="ok" title="Signed in. The user would be imported." />
          <Banner tone="info" title="Somebody else deployed v8." />
          <Problem
            error={
              new ApiProblem('The service is overloaded.', {
                status: 503,
                code: 'temporarily_unavailable',
                log_id: 'err_4k2J',
              })
            }
            onRetry={() => undefined}
          />
          <Skeleton />
          <Empty action={<Button variant="primary">New connection</Button>}>
            There is no connection yet.
          </Empty>
        </section>
      </Page>
      <Dialog
        open={layer === 'dialog'}
        onClose={() => setLayer(undefined)}
        title="Delete legacy-crm"
        description="3,950 people can no longer sign in."
      >
        <div className="row end">
          <Button onClick={() => setLayer(undefined)}>Cancel</Button>
          <Button variant="danger">Delete legacy-crm</Button>
        </div>
      </Dialog>
      <Drawer
        open={layer === 'drawer'}
        onClose={() => setLayer(undefined)}
        title="Configuration"
        description="Values are never shown again."
      >
        <TextField label="DB_HOST" defaultValue="10.0.4.12" />
      </Drawer>
    </main>
  )
}
