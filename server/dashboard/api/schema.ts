/** Made from the API’s description by `npm run client-types`; a test fails when it is out of date. @module */

export interface paths {
    "/api/v2/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections
         * @description Lists connections with their scripts. The values of their configurations are replaced by marks.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listConnections"];
        put?: never;
        /**
         * Create a connection
         * @description Creates a connection. Options that are not sent get Ferry’s defaults, which are those of Auth0.
         *
         *     For clients with the scope `create:connections`, and for members who are owner or admin.
         */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a connection
         * @description Answers one connection with its scripts. The values of its configuration are replaced by marks. The `ETag` header has its version.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /**
         * Delete a connection and its users
         * @description Deletes a connection with its users, versions, draft and runs. The legacy store is left alone. Deleting a connection that does not exist succeeds.
         *
         *     For clients with the scope `delete:connections`, and for members who are owner or admin.
         */
        delete: operations["deleteConnection"];
        options?: never;
        head?: never;
        /**
         * Change a connection
         * @description Changes the members that are sent, and makes a new version of the connection. `options` replaces all options that were there; a mark that was read in `configuration` keeps its value.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        patch: operations["updateConnection"];
        trace?: never;
    };
    "/api/v2/connections/{id}/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the clients that may use a connection
         * @description Lists the IDs of the clients in `enabled_clients`, in their order.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listConnectionClients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change which clients may use a connection
         * @description Lets clients use the connection, or stops them, one by one: at most 50 in a call. Clients that are not named stay as they are.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        patch: operations["updateConnectionClients"];
        trace?: never;
    };
    "/api/v2/connection-summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections with their progress
         * @description Ferry’s own. Lists what an overview shows of each connection: its mode, its users and its errors of the last 24 hours. Unlike `GET /api/v2/connections` it has no scripts.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listConnectionSummaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys of a connection’s configuration
         * @description Ferry’s own. Lists the names of the keys, who set them and which live scripts read them. No endpoint answers a value.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listConfigurationKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set several values of a configuration, and change which ones are secret
         * @description Ferry’s own. The values that are sent make one new version of the connection together, unless none of them differs; keys that are not named stay as they are. Values are secret at first. A value that is not secret may be shown in errors, logs and traces, unless a secret key has the same value. A key becomes secret again when its value changes to one that may contain a password.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        patch: operations["updateConfigurationKeys"];
        trace?: never;
    };
    "/api/v2/connections/{id}/configuration/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a value of a configuration
         * @description Ferry’s own. Sets one value, and makes a new version of the connection unless the value is the same.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        put: operations["setConfigurationValue"];
        post?: never;
        /**
         * Delete a value of a configuration
         * @description Ferry’s own. Deletes one key with its value, and makes a new version of the connection. Deleting a key that does not exist succeeds.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        delete: operations["deleteConfigurationValue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/sample-store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the sample legacy store
         * @description Ferry’s own. Answers where the sample store is connected, and one person to sign in as.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getSampleStore"];
        put?: never;
        /**
         * Install the sample legacy store
         * @description Ferry’s own. Makes a legacy store with 200 fictional people, and a connection in import mode that leads to it. When it is installed already, it answers what is there.
         *
         *     For clients with the scope `create:connections`, and for members who are owner or admin.
         */
        post: operations["installSampleStore"];
        /**
         * Remove the sample legacy store
         * @description Ferry’s own. Removes the sample store, its connection, and the users who came through it. Removing it when it is not installed succeeds.
         *
         *     For clients with the scope `delete:connections`, and for members who are owner or admin.
         */
        delete: operations["removeSampleStore"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/sample-store/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of the sample legacy store
         * @description Ferry’s own. Answers the 200 fictional people with their passwords, as they were when the store was installed. Those with something unusual come first.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listSamplePeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a connection
         * @description Ferry’s own. Lists the versions of a connection, the newest first, with what each changed. Every change of a connection makes a version.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listVersions"];
        put?: never;
        /**
         * Deploy the draft as a new version
         * @description Ferry’s own. Makes the scripts of the draft the live ones, as a new version of the connection, and deletes the draft. A script that cannot be parsed is refused. Options and the values of the configuration stay as they are.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["deployScripts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version of a connection
         * @description Ferry’s own. Answers one version with its scripts and options. No version has the values of the configuration.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a version as a new version
         * @description Ferry’s own. Makes the scripts and options of an older version live again, as a new version. The values of the configuration stay as they are.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["restoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the draft of a connection’s scripts
         * @description Ferry’s own. Answers the scripts that are being written and that are not live. Without a draft it answers the live scripts, so that an editor has a text to start with. The `ETag` header has the revision of the draft.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getDraft"];
        /**
         * Save the draft of a connection’s scripts
         * @description Ferry’s own. Replaces the whole draft. The live scripts stay as they are until the draft is deployed.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        put: operations["saveDraft"];
        post?: never;
        /**
         * Delete the draft of a connection’s scripts
         * @description Ferry’s own. Deletes the draft. The live scripts stay. Deleting a draft that does not exist succeeds.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/scripts/{name}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a script once
         * @description Ferry’s own. Runs one script of the connection, or an unsaved text in its place, with the arguments that are sent. Ferry stores nothing; the script may change the legacy store. The answer is 200 also when the script fails, since clients repeat a request that is answered with 5xx.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["tryScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/try-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a sign-in, and get its steps
         * @description Ferry’s own. Signs a person in as the token endpoint would, and answers the steps in their order. A preview stores nothing. A real trial is a sign-in like any other: it imports the user, is logged, and counts as a failed attempt when the password is wrong. No tokens are made. The answer is 200 also when the sign-in fails.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["tryLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/clients/{id}/try-sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a sign-in at an application
         * @description Ferry’s own, for a member who is signed in to the dashboard. Answers the address of the sign-in page for this client, with PKCE. Open it in the same browser within 15 minutes: a person signs in there as at the application, is migrated if need be, and has a session afterwards. The answer goes to the dashboard, which is no callback of the client: it counts for this request in this browser only. Nothing is stored here.
         *
         *     For clients with the scope `update:clients`, and for members who are owner or admin.
         */
        post: operations["trySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/clients/{id}/try-sign-in/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the claims of a tried sign-in
         * @description Ferry’s own, for the member who started the trial. Exchanges the code that the sign-in gave, and answers what the tokens say, without the tokens. A code works once, within a minute.
         *
         *     For clients with the scope `update:clients`, and for members who are owner or admin.
         */
        post: operations["finishTrySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test whether the legacy store of a connection answers
         * @description Ferry’s own. Asks the store once for a person who does not exist, in the sandbox, with the rules and limits of a test run. Answers how far it came: name of the host, address, encryption, credentials, query. Nothing is stored, and the answer is 200 also when a step fails. The saved `get_user` script runs, or `login` if there is no other, with the saved configuration, or with values that are not saved yet.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/templates/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a legacy store with the scripts of a template
         * @description Ferry’s own. Asks the store once for a person who does not exist, in the sandbox, with the rules and limits of a test run. Answers how far it came: name of the host, address, encryption, credentials, query. Nothing is stored, and the answer is 200 also when a step fails. The `get_user` script of the template runs with the values of the body, before there is a connection. Errors show hosts, users, databases and ports.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["testTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the newest runs of a connection’s scripts
         * @description Ferry’s own. Lists the newest runs with their log and trace. The `log_id` of a failed login is the `run_id` of its run.
         *
         *     For clients with the scope `read:logs`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a run of a script
         * @description Ferry’s own. Answers one run with its log and trace, by the `log_id` that the error of a failed sign-in contains. A connection keeps its newest runs; older ones are not found.
         *
         *     For clients with the scope `read:logs`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/script-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the limits of a script’s run
         * @description Ferry’s own. Answers what one run of a script may use on this server.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getScriptLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/test-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test whether scripts may connect to an address
         * @description Ferry’s own. Looks up a host name, and says whether the server would let a script connect to it, and by which rule. Nothing connects.
         *
         *     For clients with the scope `update:connections` or `update:tenant_settings`, and for members who are owner, admin or editor.
         */
        post: operations["testAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the progress of a migration
         * @description Ferry’s own. Answers how many users the connection has, how many of them are migrated, what happened since the migration started, and the newest events.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getMigration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/migration/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a migration by day or hour
         * @description Ferry’s own. Counts what happened in each day or hour, UTC. Hours are kept for 15 days, and days for two years. Those in which nothing happened are left out.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getMigrationSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/migration/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people who are not migrated yet
         * @description Ferry’s own. Lists people whom a script has found and who are not migrated, the newest first. The newest 100,000 of each connection are kept. People whom nobody has asked about are only in the legacy store, and not in this list.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listMigrationPeople"];
        put?: never;
        post?: never;
        /**
         * Erase what a migration knows of a person
         * @description Ferry’s own. Deletes what the list of people who are not migrated has under a name. Deleting a user does the same. The log and the runs keep what they have until they are old.
         *
         *     For clients with the scope `delete:users`, and for members who are owner, admin or support.
         */
        delete: operations["deleteMigrationPeople"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/migration/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the story of one person
         * @description Ferry’s own. Answers why an address exists, and why a person could not sign in: how the user was created or migrated, what a script last said, and the newest entries of the log with that name. No script runs; `whois` asks the legacy store.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["getMigrationStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/migration/legacy-total": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set how many people the legacy store has
         * @description Ferry’s own. Without this number there is no percentage of a migration. It is only shown: no sign-in depends on it.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        put: operations["setLegacyTotal"];
        post?: never;
        /**
         * Forget how many people the legacy store has
         * @description Ferry’s own. From then on there is no percentage, until the number is set or counted again.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        delete: operations["deleteLegacyTotal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/migration/legacy-total/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count how many people the legacy store has
         * @description Ferry’s own. Runs the script of `options.ferry_count` now, apart from sign-ins, with the rules and limits of a test run. Ferry also runs it once a day. The answer is 200 also when the script fails: `problem` says why, and the total before it stays.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["countLegacyTotal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/migration-overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the migrations of all connections
         * @description Ferry’s own. Counts what happened in the migrations of all connections, today or in the last days, UTC.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getMigrationOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/whois": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find where a person is stored
         * @description Ferry’s own. Says whether a person is stored in Ferry, in the legacy store, in both or in neither. It may run `get_user`, whose run is recorded. No user is created or changed.
         *
         *     For clients with the scope `read:users` or `read:connections`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["findPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare what login and get_user say about a person
         * @description Ferry’s own. Runs `login` once and `get_user` twice for one person, and compares the profiles. Nothing is stored. The answer is 200 also when a script fails, since clients repeat a request that is answered with 5xx.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["checkDrift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what another mode would mean
         * @description Ferry’s own. Says how many users could no longer sign in if the connection had another mode. It changes nothing.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getModeImpact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/complete-migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a migration
         * @description Ferry’s own. Makes the connection local: only users who are stored in Ferry can sign in from then on. The scripts stay, and no longer run.
         *
         *     For clients with the scope `update:connections`, and for members who are owner, admin or editor.
         */
        post: operations["completeMigration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List script templates
         * @description Ferry’s own. Lists the templates without their texts, in the order in which an editor shows them.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a script template
         * @description Ferry’s own. Answers one template with its scripts, the schema that they expect, and sample rows.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/templates/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a template for tables with other names, or with fewer columns
         * @description Ferry’s own. Answers the scripts and the schema of a template with the names of the caller’s tables and columns in place of its own, and without the columns that the caller’s tables lack. Nothing is stored. Sample rows are left out.
         *
         *     For clients with the scope `read:connections`, and for members who are owner, admin, editor or viewer.
         */
        post: operations["renameTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search users
         * @description Lists the users that Ferry stores. People who are only in the legacy store are not listed, and no script runs.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create a user
         * @description Creates a user at a connection, as a sign-up does. In legacy mode the `create` script creates the user in the legacy store. A verification email is sent unless `verify_email` is false or the address is verified.
         *
         *     For clients with the scope `create:users`, and for members who are owner, admin or support.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a user
         * @description Answers one user that Ferry stores. No script runs. A program with `read:user_idp_tokens` gets the tokens of the legacy service with each identity that has some.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support. With a person’s own token and the scope `read:current_user`: for what concerns that person alone.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description Deletes a user. In legacy mode the `delete` script deletes the user from the legacy store first, and the user stays in Ferry when it fails. In import mode a person who is still in the legacy store is imported again at the next sign-in, unless the connection has `ferry_tombstones`. Deleting a user who does not exist succeeds.
         *
         *     For clients with the scope `delete:users`, and for members who are owner, admin or support.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Changes the members that are sent. Metadata is merged at its first level. In legacy mode the `change_email`, `change_username` or `change_password` script changes the legacy store first, and nothing is changed in Ferry when it fails. One call changes one of email address, username and password. A person’s own token changes `user_metadata` alone.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support. With a person’s own token and the scope `update:current_user_metadata` or `create:current_user_metadata`: for what concerns that person alone.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v2/users-by-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users by email address
         * @description Lists the users of all connections who have exactly this email address. Upper and lower case count.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listUsersByEmail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/connections/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete the user of a connection who has an email address
         * @description Deletes the user whose own email address at this connection is the one that is sent. Nothing is deleted when a user has it only as a username or at a linked identity; that succeeds too.
         *
         *     For clients with the scope `delete:users`, and for members who are owner, admin or support.
         */
        delete: operations["deleteConnectionUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link another user to a user
         * @description Makes another user an identity of this one: the other’s sign-ins sign in this user from then on. A person’s own token links by `link_with` alone, an ID token of the same client. The other user’s metadata is deleted, and its names stay with the identity.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support. With a person’s own token and the scope `update:current_user_identities`: for what concerns that person alone.
         */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/identities/{provider}/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink an identity from a user
         * @description Makes a linked identity a user of its own again, with its names and password and without metadata.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support. With a person’s own token and the scope `update:current_user_identities`: for what concerns that person alone.
         */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/login-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the further sign-in names of a user
         * @description Ferry’s own. Lists the names by which a user signs in beside email address and username, oldest first. Connections with `ferry_identifier: alias` keep them, at most five for each identity.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listLoginNames"];
        put?: never;
        post?: never;
        /**
         * Remove a further sign-in name of a user
         * @description Ferry’s own. From then on the user is not found by this name; while the legacy store still lets the user in by it, the next sign-in keeps it again. Removing a name that the user does not have succeeds.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support.
         */
        delete: operations["deleteLoginName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List how the passwords of a user are kept
         * @description Ferry’s own. Says for each identity of the user whether Ferry has a password hash, and by which algorithm it was made. It never answers a hash.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listUserCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user-blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List blocks by identifier
         * @description Lists the blocks of a person in all connections, by what the person types to sign in.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listBlocksByIdentifier"];
        put?: never;
        post?: never;
        /**
         * Lift blocks by identifier
         * @description Lifts the blocks of a person in all connections, by what the person types to sign in. Lifting blocks of a person who has none succeeds.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support.
         */
        delete: operations["deleteBlocksByIdentifier"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user-blocks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the blocks of a user
         * @description Lists the blocks of a user, by every identifier that the user can type.
         *
         *     For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listBlocksOfUser"];
        put?: never;
        post?: never;
        /**
         * Lift the blocks of a user
         * @description Lifts the blocks that wrong passwords caused. `blocked` of the user itself stays as it is.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support.
         */
        delete: operations["deleteBlocksOfUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sessions of a user
         * @description Lists the sessions that a user has, newest first.
         *
         *     For clients with the scope `read:sessions`, and for members who are owner, admin, viewer or support.
         */
        get: operations["listSessionsOfUser"];
        put?: never;
        post?: never;
        /**
         * End all sessions of a user
         * @description Ends every session of a user. Refresh tokens stay valid; `DELETE /api/v2/users/{id}/refresh-tokens` revokes them.
         *
         *     For clients with the scope `delete:sessions`, and for members who are owner, admin or support.
         */
        delete: operations["deleteSessionsOfUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a session
         * @description Answers one session. A session that has ended does not exist any more.
         *
         *     For clients with the scope `read:sessions`, and for members who are owner, admin, viewer or support.
         */
        get: operations["getPersonSession"];
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Ends a session: the next sign-in in that browser asks for the password again. Refresh tokens of its applications stay valid; `revoke` ends them too. Ending a session that does not exist succeeds.
         *
         *     For clients with the scope `delete:sessions`, and for members who are owner, admin or support.
         */
        delete: operations["deletePersonSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/sessions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a session and its refresh tokens
         * @description Ends a session, and revokes the refresh tokens that applications were given in it. Access tokens stay valid until they expire.
         *
         *     For clients with the scope `delete:sessions`, and for members who are owner, admin or support.
         */
        post: operations["revokePersonSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/refresh-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the refresh tokens of a user
         * @description Lists the valid refresh tokens of a user, newest first.
         *
         *     For clients with the scope `read:refresh_tokens`, and for members who are owner, admin, viewer or support.
         */
        get: operations["listRefreshTokensOfUser"];
        put?: never;
        post?: never;
        /**
         * Revoke all refresh tokens of a user
         * @description Revokes every refresh token of a user. Sessions stay; `DELETE /api/v2/users/{id}/sessions` ends them.
         *
         *     For clients with the scope `delete:refresh_tokens`, and for members who are owner, admin or support.
         */
        delete: operations["deleteRefreshTokensOfUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/refresh-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a refresh token
         * @description Answers what is known about one refresh token. A token that is revoked or has expired does not exist any more.
         *
         *     For clients with the scope `read:refresh_tokens`, and for members who are owner, admin, viewer or support.
         */
        get: operations["getRefreshToken"];
        put?: never;
        post?: never;
        /**
         * Revoke a refresh token
         * @description Revokes a refresh token and all that replaced it. The access token of its last use stays valid until it expires.
         *
         *     For clients with the scope `delete:refresh_tokens`, and for members who are owner, admin or support.
         */
        delete: operations["deleteRefreshToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/device-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List device credentials
         * @description Lists the valid refresh tokens of all users, oldest first. Whether they rotate is a setting of their client, so `refresh_token` and `rotating_refresh_token` answer the same ones. There are no public keys.
         *
         *     For clients with the scope `read:device_credentials`, and for members who are owner, admin, viewer or support.
         */
        get: operations["listDeviceCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/device-credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a device credential
         * @description Revokes a refresh token and all that replaced it, as `DELETE /api/v2/refresh-tokens/{id}` does.
         *
         *     For clients with the scope `delete:device_credentials`, and for members who are owner, admin or support. With a person’s own token and the scope `delete:current_user_device_credentials`: for what concerns that person alone.
         */
        delete: operations["deleteDeviceCredential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what users have allowed applications
         * @description Lists the consents that users have given, oldest first. Applications that nobody asks for consent have none, and may have refresh tokens all the same: see `GET /api/v2/device-credentials`.
         *
         *     For clients with the scope `read:grants`, and for members who are owner, admin, viewer or support.
         */
        get: operations["listGrants"];
        put?: never;
        post?: never;
        /**
         * Withdraw all that a user has allowed applications
         * @description Withdraws every consent of a user. The application asks again at its next sign-in. Refresh tokens that it has for the same user and audience are revoked, and codes that it has not exchanged yet; access tokens stay valid until they expire.
         *
         *     For clients with the scope `delete:grants`, and for members who are owner, admin or support.
         */
        delete: operations["deleteGrantsOfUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw what a user has allowed an application
         * @description Withdraws one consent; withdrawing one that does not exist succeeds. The application asks again at its next sign-in. Refresh tokens that it has for the same user and audience are revoked, and codes that it has not exchanged yet; access tokens stay valid until they expire.
         *
         *     For clients with the scope `delete:grants`, and for members who are owner, admin or support.
         */
        delete: operations["deleteGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search the log
         * @description Lists entries of the tenant’s log, the newest first. With `from`, it lists the entries after that one, the oldest first, which is how an exporter reads the whole log.
         *
         *     For clients with the scope `read:logs`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/logs/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the log
         * @description Ferry’s own. Sends entries as they are written, as server-sent events named `log`, and a `heartbeat` every 15 seconds. Each event has the ID to continue from, so that every entry comes exactly once also when the connection breaks. The stream ends after 15 minutes; the client connects again.
         *
         *     For clients with the scope `read:logs`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["streamLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an entry of the log
         * @description Answers one entry of the tenant’s log.
         *
         *     For clients with the scope `read:logs`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["getLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the log of a user
         * @description Lists the entries of the tenant’s log about one user, the newest first. The user may be deleted.
         *
         *     For clients with the scope `read:logs`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["listUserLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/actions/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List actions
         * @description Answers an empty list: an action script of Ferry belongs to its connection. Auth0’s deploy tool asks for this list.
         *
         *     For clients with the scope `read:actions`, and for members who are owner, admin or viewer.
         */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get who is signed in to the dashboard
         * @description Ferry’s own. Answers the member, the tenant and the token that writes have to send.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in to the dashboard
         * @description Ferry’s own. Signs a member in by email address and password, and sets the session’s cookie. Unknown members and wrong passwords get the same answer.
         */
        post: operations["createSession"];
        /**
         * Sign out of the dashboard
         * @description Ferry’s own. Ends the session, or all sessions of the member. Signing out without a session succeeds.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the own password
         * @description Ferry’s own. Changes the password of the member who is signed in, who gives the current one too. All sessions of the member end; the answer starts a new one.
         */
        post: operations["changeOwnPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm who is signed in
         * @description Ferry’s own. Takes the member’s password again, and starts the session anew. Tenants that ask for a recent sign-in take changes for 15 minutes afterwards.
         */
        post: operations["confirmSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check a setup link
         * @description Ferry’s own. Says whether a setup link is valid, without using it up. Without a token it says whether the dashboard still needs its first owner.
         */
        get: operations["getSetup"];
        put?: never;
        /**
         * Become the first owner of the dashboard
         * @description Ferry’s own. Makes the first owner of the tenant, by the link that the server printed when it started, and signs the owner in. A link works once.
         */
        post: operations["createOwner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/member-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check a link of an email to a member
         * @description Ferry’s own. Says for whom a link is, without using it up.
         */
        get: operations["getMemberLink"];
        put?: never;
        /**
         * Use a link of an email to a member
         * @description Ferry’s own. Sets the password: of a new member who accepts an invitation, or of the member who was sent the link. Signs the member in. A link works once.
         */
        post: operations["useMemberLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of the dashboard
         * @description Ferry’s own. Lists the members, the oldest first.
         *
         *     For clients with the scope `read:members`, and for members who are owner, admin or viewer.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Create a member of the dashboard
         * @description Ferry’s own. Creates a member with a password. Only an owner can make an owner.
         *
         *     For clients with the scope `create:members`, and for members who are owner or admin.
         */
        post: operations["createMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a member of the dashboard
         * @description Ferry’s own. Deletes a member, whose sessions end. The last owner stays.
         *
         *     For clients with the scope `delete:members`, and for members who are owner or admin.
         */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        /**
         * Change a member of the dashboard
         * @description Ferry’s own. Changes the members of the body that are sent. A new password ends all sessions of the member. A new role applies from the next request.
         *
         *     For clients with the scope `update:members`, and for members who are owner or admin.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/api/v2/members/{id}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a member a link to choose a new password
         * @description Ferry’s own. Sends an email with a link that works once, for 24 hours. The password of the member stays until the link is used; then all sessions of the member end. Only an owner can do it for an owner.
         *
         *     For clients with the scope `update:members`, and for members who are owner or admin.
         */
        post: operations["sendMemberPasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/member-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the invitations to the dashboard
         * @description Ferry’s own. Lists the invitations that nobody has accepted yet, the oldest first. One that has expired stays for 30 days.
         *
         *     For clients with the scope `read:members`, and for members who are owner, admin or viewer.
         */
        get: operations["listMemberInvitations"];
        put?: never;
        /**
         * Invite a member to the dashboard
         * @description Ferry’s own. Sends an email with a link that works once, for 7 days: the person chooses a password there and becomes a member. Only an owner can invite an owner. The invitation ends when the member who sent it gets another role or is deleted.
         *
         *     For clients with the scope `create:members`, and for members who are owner or admin.
         */
        post: operations["createMemberInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/member-invitations/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation to the dashboard again
         * @description Ferry’s own. Sends the email once more, with a new link that works once, for 7 days. The link of the earlier email stops working.
         *
         *     For clients with the scope `create:members`, and for members who are owner or admin.
         */
        post: operations["sendMemberInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/member-invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation to the dashboard
         * @description Ferry’s own. Withdraws an invitation: its link stops working.
         *
         *     For clients with the scope `delete:members`, and for members who are owner or admin.
         */
        delete: operations["deleteMemberInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List clients
         * @description Lists clients, the oldest first, without their secrets.
         *
         *     For clients with the scope `read:clients`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listClients"];
        put?: never;
        /**
         * Create a client
         * @description Creates a client. The answer has its secret, which is shown this once. A new client may do nothing at the Management API until a client grant lets it.
         *
         *     For clients with the scope `create:clients`, and for members who are owner or admin.
         */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/client-summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a list of applications shows
         * @description Ferry’s own, beside `GET /api/v2/clients`, whose answers have nothing that Auth0 does not know. Says of each client whether it administers the tenant and whether it has a secret.
         *
         *     For clients with the scope `read:clients`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listClientSummaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a client
         * @description Answers one client, without its secret.
         *
         *     For clients with the scope `read:clients`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["getClient"];
        put?: never;
        post?: never;
        /**
         * Delete a client
         * @description Deletes a client with its grants and refresh tokens. Its access tokens for the Management API stop working. A client that may do more than the caller cannot be deleted, nor can the last client that may call the whole Management API. Deleting a client that does not exist succeeds.
         *
         *     For clients with the scope `delete:clients`, and for members who are owner or admin.
         */
        delete: operations["deleteClient"];
        options?: never;
        head?: never;
        /**
         * Change a client
         * @description Changes the members that are sent; null removes one. A client that needs a secret from now on gets one, which the answer shows this once. A client that may do more than the caller cannot be changed.
         *
         *     For clients with the scope `update:clients`, and for members who are owner or admin.
         */
        patch: operations["updateClient"];
        trace?: never;
    };
    "/api/v2/clients/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a client a new secret
         * @description Makes a new secret, which the answer shows this once. The old secret stops working at once.
         *
         *     For clients with the scope `update:client_keys`, and for members who are owner or admin.
         */
        post: operations["rotateClientSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/clients/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credentials of a client
         * @description Lists the public keys of a client, the oldest first.
         *
         *     For clients with the scope `read:client_credentials`, and for members who are owner, admin or viewer.
         */
        get: operations["listClientCredentials"];
        put?: never;
        /**
         * Add a credential to a client
         * @description Adds a public key to a client. It counts once `client_authentication_methods` of the client names it. A client that may do more than the caller gets none.
         *
         *     For clients with the scope `create:client_credentials`, and for members who are owner or admin.
         */
        post: operations["createClientCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/clients/{id}/credentials/{credential_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a credential of a client
         * @description Answers one public key of a client, without the key itself.
         *
         *     For clients with the scope `read:client_credentials`, and for members who are owner, admin or viewer.
         */
        get: operations["getClientCredential"];
        put?: never;
        post?: never;
        /**
         * Delete a credential of a client
         * @description Deletes a public key. One that `client_authentication_methods` of the client names is not deleted.
         *
         *     For clients with the scope `delete:client_credentials`, and for members who are owner or admin.
         */
        delete: operations["deleteClientCredential"];
        options?: never;
        head?: never;
        /**
         * Change the end of a credential
         * @description Sets when a public key of a client ends.
         *
         *     For clients with the scope `update:client_credentials`, and for members who are owner or admin.
         */
        patch: operations["updateClientCredential"];
        trace?: never;
    };
    "/api/v2/clients/{id}/kept-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the settings of a client that are kept only
         * @description Ferry’s own. Answers the settings of the client that Ferry stores and does not obey, each with the reason. A setting that is false, null or empty is left out.
         *
         *     For clients with the scope `read:clients`, and for members who are owner, admin, editor or viewer.
         */
        get: operations["listKeptSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/client-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List client grants
         * @description Lists what clients may ask for by the client credentials grant.
         *
         *     For clients with the scope `read:client_grants`, and for members who are owner, admin or viewer.
         */
        get: operations["listClientGrants"];
        put?: never;
        /**
         * Create a client grant
         * @description Lets a client ask for scopes of an API. A client has one grant for each API. Nobody can grant more of the Management API than they may do themselves.
         *
         *     For clients with the scope `create:client_grants`, and for members who are owner or admin.
         */
        post: operations["createClientGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/client-grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a client grant
         * @description Answers one client grant.
         *
         *     For clients with the scope `read:client_grants`, and for members who are owner, admin or viewer.
         */
        get: operations["getClientGrant"];
        put?: never;
        post?: never;
        /**
         * Delete a client grant
         * @description Deletes a client grant: the client can no longer ask for tokens of that audience. Deleting a grant that does not exist succeeds.
         *
         *     For clients with the scope `delete:client_grants`, and for members who are owner or admin.
         */
        delete: operations["deleteClientGrant"];
        options?: never;
        head?: never;
        /**
         * Change a client grant
         * @description Replaces the scopes of a client grant. At the Management API this applies to tokens that were made before, too.
         *
         *     For clients with the scope `update:client_grants`, and for members who are owner or admin.
         */
        patch: operations["updateClientGrant"];
        trace?: never;
    };
    "/api/v2/resource-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List APIs
         * @description Lists the APIs (resource servers) of the tenant. The Management API comes first; with `take` it is beside the items of the first page.
         *
         *     For clients with the scope `read:resource_servers`, and for members who are owner, admin or viewer.
         */
        get: operations["listResourceServers"];
        put?: never;
        /**
         * Create an API
         * @description Creates an API (a resource server). From now on tokens can have its identifier as audience: those of people, and those of clients that a client grant allows.
         *
         *     For clients with the scope `create:resource_servers`, and for members who are owner or admin.
         */
        post: operations["createResourceServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/resource-servers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API
         * @description Answers one API, by its ID or its identifier.
         *
         *     For clients with the scope `read:resource_servers`, and for members who are owner, admin or viewer.
         */
        get: operations["getResourceServer"];
        put?: never;
        post?: never;
        /**
         * Delete an API
         * @description Deletes an API with the client grants for it. Its identifier is no audience any more: refresh tokens for it are refused. Deleting an API that does not exist succeeds.
         *
         *     For clients with the scope `delete:resource_servers`, and for members who are owner or admin.
         */
        delete: operations["deleteResourceServer"];
        options?: never;
        head?: never;
        /**
         * Change an API
         * @description Changes the members that are sent; `scopes` replaces all scopes. A scope that is gone is in no token that is made from now on. The Management API cannot be changed.
         *
         *     For clients with the scope `update:resource_servers`, and for members who are owner or admin.
         */
        patch: operations["updateResourceServer"];
        trace?: never;
    };
    "/api/v2/custom-domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the custom domains
         * @description Answers all custom domains of the tenant, at most 20, the oldest first.
         *
         *     For clients with the scope `read:custom_domains`, and for members who are owner, admin or viewer.
         */
        get: operations["listCustomDomains"];
        put?: never;
        /**
         * Create a custom domain
         * @description Asks for a host name of the tenant. `verification` has the TXT record to create; then `verify` looks for it. The name opens nothing until then, and the tenant that verifies it first has it. The proxy in front of Ferry needs a certificate for it.
         *
         *     For clients with the scope `create:custom_domains`, and for members who are owner or admin.
         */
        post: operations["createCustomDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/custom-domains/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the primary domain
         * @description Answers the verified custom domain that links of emails start with, or the tenant’s own host if there is none.
         *
         *     For clients with the scope `read:custom_domains`, and for members who are owner, admin or viewer.
         */
        get: operations["getPrimaryDomain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Choose the primary domain
         * @description From now on links of emails start with this verified custom domain. Without a choice it is the first that was verified.
         *
         *     For clients with the scope `update:custom_domains`, and for members who are owner or admin.
         */
        patch: operations["setPrimaryDomain"];
        trace?: never;
    };
    "/api/v2/custom-domains/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a custom domain
         * @description Answers one custom domain.
         *
         *     For clients with the scope `read:custom_domains`, and for members who are owner, admin or viewer.
         */
        get: operations["getCustomDomain"];
        put?: never;
        post?: never;
        /**
         * Delete a custom domain
         * @description The tenant does not answer at the domain any more: from now on its tokens and sessions open nothing there. Another tenant can verify it. Deleting a domain that does not exist succeeds.
         *
         *     For clients with the scope `delete:custom_domains`, and for members who are owner or admin.
         */
        delete: operations["deleteCustomDomain"];
        options?: never;
        head?: never;
        /**
         * Change a custom domain
         * @description Changes settings of a custom domain, which are kept only.
         *
         *     For clients with the scope `update:custom_domains`, and for members who are owner or admin.
         */
        patch: operations["updateCustomDomain"];
        trace?: never;
    };
    "/api/v2/custom-domains/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a custom domain
         * @description Looks for the TXT record of the domain. If it is there, the status is `ready` and the tenant answers at the domain; else it stays `pending_verification`, and `verification.error_msg` says why. A domain stays verified when its record is gone. The operator can verify a domain without a record.
         *
         *     For clients with the scope `create:custom_domains`, and for members who are owner or admin.
         */
        post: operations["verifyCustomDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/operator/tenants/{name}/custom-domains/{domain}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a custom domain of a tenant
         * @description Ferry’s own. Verifies a domain that the tenant has created, without a TXT record: for names that no public server of names has. The operator answers for the name being the tenant’s.
         *
         *     For clients with the scope `manage:tenants`, and for members who are owner.
         */
        post: operations["verifyTenantDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys/signing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the signing keys
         * @description Answers the current key, the next one, the previous ones, then up to ten revoked ones, each group the newest first. All but the revoked ones are in the JWKS.
         *
         *     For clients with the scope `read:signing_keys`, and for members who are owner, admin or viewer.
         */
        get: operations["listSigningKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys/signing/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the signing keys
         * @description The next key signs from now on, and a new next key is published. The key that signed before still verifies until it is revoked. Answers the key that signs now.
         *
         *     For clients with the scope `create:signing_keys` or `update:signing_keys`, and for members who are owner or admin.
         */
        post: operations["rotateSigningKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys/signing/{kid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a signing key
         * @description Answers a key with its certificate.
         *
         *     For clients with the scope `read:signing_keys`, and for members who are owner, admin or viewer.
         */
        get: operations["getSigningKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys/signing/{kid}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revoke a signing key
         * @description Takes a previous key out of the JWKS. All servers refuse its tokens at once: people who have such a token must sign in again. A revoked key stays revoked.
         *
         *     For clients with the scope `update:signing_keys`, and for members who are owner or admin.
         */
        put: operations["revokeSigningKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/tenants/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the settings of the tenant
         * @description Answers the settings of the tenant, with the defaults of those that are not set.
         *
         *     For clients with the scope `read:tenant_settings`, and for members who are owner, admin or viewer.
         */
        get: operations["getTenantSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings of the tenant
         * @description Changes the settings that are sent; null or an empty text removes one.
         *
         *     For clients with the scope `update:tenant_settings`, and for members who are owner or admin.
         */
        patch: operations["updateTenantSettings"];
        trace?: never;
    };
    "/api/v2/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how pages and emails look
         * @description Answers the colours and addresses of images of the tenant’s pages and emails.
         *
         *     For clients with the scope `read:branding`, and for members who are owner, admin or viewer.
         */
        get: operations["getBranding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how pages and emails look
         * @description Changes the members that are sent; null removes one.
         *
         *     For clients with the scope `update:branding`, and for members who are owner or admin.
         */
        patch: operations["updateBranding"];
        trace?: never;
    };
    "/api/v2/branding/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview a hosted page
         * @description Ferry’s own. Answers the HTML of a hosted page with a draft of the branding and of texts, and with sample content; nothing is stored. Members of the branding that are left out have their defaults, not the stored values; texts that are left out are the stored ones. A browser shows the answer only in a frame of the dashboard, where its form and links do nothing.
         *
         *     For clients with the scope `update:branding`, and for members who are owner or admin.
         */
        get: operations["previewBranding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/branding/texts/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the texts of the hosted pages
         * @description Ferry’s own. Lists every text of the hosted pages that the tenant can replace by `PUT /api/v2/prompts/{prompt}/custom-text/{language}`, with Ferry’s text and the tenant’s.
         *
         *     For clients with the scope `read:prompts`, and for members who are owner, admin or viewer.
         */
        get: operations["listPageTexts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get on which pages people sign in
         * @description Answers the settings of the sign-in pages, with the defaults of those that are not set.
         *
         *     For clients with the scope `read:prompts`, and for members who are owner, admin or viewer.
         */
        get: operations["getPrompts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change on which pages people sign in
         * @description Changes the settings that are sent; null removes one. A sign-in that has started stays as it is.
         *
         *     For clients with the scope `update:prompts`, and for members who are owner or admin.
         */
        patch: operations["updatePrompts"];
        trace?: never;
    };
    "/api/v2/prompts/{prompt}/custom-text/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the tenant’s own texts of a page
         * @description Answers the texts as they were set; an empty object when there are none.
         *
         *     For clients with the scope `read:prompts`, and for members who are owner, admin or viewer.
         */
        get: operations["getPromptTexts"];
        /**
         * Set the tenant’s own texts of a page
         * @description Replaces the tenant’s texts of a prompt in a language; an empty object removes them. They are shown as text: HTML is not read. `${clientName}`, `${companyName}` and, where there is one, `${email}` stand for the application, the tenant and the person. Texts that Ferry’s pages do not have are kept only. Its pages have these, by screen. login: `title` `description` `emailPlaceholder` `usernamePlaceholder` `footerText` `footerLinkText` `wrong-credentials` `wrong-email-credentials` `user-blocked` `passwordPlaceholder` `buttonText` `forgotPasswordText`; login-id: `title` `description` `emailPlaceholder` `usernamePlaceholder` `footerText` `footerLinkText` `buttonText`; login-password: `title` `description` `emailPlaceholder` `usernamePlaceholder` `footerText` `footerLinkText` `wrong-credentials` `wrong-email-credentials` `user-blocked` `passwordPlaceholder` `buttonText` `forgotPasswordText` `editEmailText`; signup: `title` `description` `emailPlaceholder` `usernamePlaceholder` `buttonText` `loginActionText` `loginActionLinkText`; reset-password-request: `title` `descriptionUsername` `descriptionEmail` `buttonText` `backToLoginLinkText`; reset-password-email: `title` `usernameDescription` `emailDescription`; reset-password: `title` `description` `passwordPlaceholder` `reEnterpasswordPlaceholder` `buttonText`; reset-password-success: `eventTitle` `description`; email-verification-result: `verifiedTitle` `verifiedDescription`; consent: `title` `messageSingleTenant` `acceptButtonText` `declineButtonText`; logout: `title` `acceptButtonText`; logout-complete: `eventTitle` `description`; brute-force-protection-unblock: `description` `buttonText`.
         *
         *     For clients with the scope `update:prompts`, and for members who are owner or admin.
         */
        put: operations["setPromptTexts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/operator/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all tenants
         * @description Ferry’s own. Lists the tenants of this installation. Only the default tenant has this endpoint.
         *
         *     For clients with the scope `manage:tenants`, and for members who are owner.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create a tenant
         * @description Ferry’s own. Creates a tenant with its first client, whose secret the answer shows this once. Only the default tenant has this endpoint.
         *
         *     For clients with the scope `manage:tenants`, and for members who are owner.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/operator/tenants/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a tenant
         * @description Ferry’s own. Deletes a tenant with its users, connections, clients, keys and logs. The default tenant cannot be deleted.
         *
         *     For clients with the scope `manage:tenants`, and for members who are owner.
         */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/tickets/password-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a link to set a new password
         * @description Makes a link to a page where a new password can be set: for a user, or for a person whom only `get_user` finds in the legacy store. No email is sent.
         *
         *     For clients with the scope `create:user_tickets`, and for members who are owner, admin or support.
         */
        post: operations["createPasswordTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/tickets/email-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a link to confirm an email address
         * @description Makes a link to a page that confirms the email address of a user. No email is sent.
         *
         *     For clients with the scope `create:user_tickets`, and for members who are owner, admin or support.
         */
        post: operations["createVerificationTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/jobs/verification-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a verification email
         * @description Sends a user an email with a link to confirm the address. The email is sent after the answer; `GET /api/v2/jobs/{id}` says when.
         *
         *     For clients with the scope `update:users`, and for members who are owner, admin or support.
         */
        post: operations["createVerificationJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job
         * @description Answers how a job stands. Jobs are kept for a day.
         *
         *     For clients with the scope `read:users` or `create:users`, and for members who are owner, admin, editor, viewer or support.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get where emails go
         * @description Ferry’s own. Says whether emails leave the server, and with which sender. The operator sets the email server; the name of the sender is the tenant’s `friendly_name`.
         *
         *     For clients with the scope `read:email_templates`, and for members who are owner, admin or viewer.
         */
        get: operations["getEmailDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-delivery/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test email to the member who asks
         * @description Ferry’s own, for a member who is signed in to the dashboard. Sends an email to the address of the member. The tenant’s log says when the email server refuses it.
         *
         *     For clients with the scope `update:email_templates`, and for members who are owner or admin.
         */
        post: operations["sendTestEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an email template
         * @description Sets the text of an email that has none of the tenant’s own yet, as Auth0’s deploy tool does. Ferry sends verify_email, reset_email, blocked_account, change_password; the text of another email of Auth0 is kept only.
         *
         *     For clients with the scope `update:email_templates`, and for members who are owner or admin.
         */
        post: operations["createEmailTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/email-templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an email template
         * @description Answers the tenant’s own text of an email. It answers 404 while the tenant has none, and Ferry’s text is sent.
         *
         *     For clients with the scope `read:email_templates`, and for members who are owner, admin or viewer.
         */
        get: operations["getEmailTemplate"];
        /**
         * Set an email template
         * @description Sets the tenant’s own text of an email. The Liquid of subject, HTML and text must parse, and render with sample values. Ferry sends verify_email, reset_email, blocked_account, change_password; the text of another email of Auth0 is kept only.
         *
         *     For clients with the scope `update:email_templates`, and for members who are owner or admin.
         */
        put: operations["setEmailTemplate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an email template
         * @description Changes the members that are sent, of a text that the tenant has; null removes one that can be missing. Ferry sends verify_email, reset_email, blocked_account, change_password; the text of another email of Auth0 is kept only.
         *
         *     For clients with the scope `update:email_templates`, and for members who are owner or admin.
         */
        patch: operations["updateEmailTemplate"];
        trace?: never;
    };
    "/api/v2/attack-protection/brute-force-protection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the settings of brute-force protection
         * @description Answers how Ferry protects a person from guessed passwords.
         *
         *     For clients with the scope `read:attack_protection`, and for members who are owner, admin or viewer.
         */
        get: operations["getBruteForceProtection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings of brute-force protection
         * @description Changes the settings that are sent; null sets the default again.
         *
         *     For clients with the scope `update:attack_protection`, and for members who are owner or admin.
         */
        patch: operations["updateBruteForceProtection"];
        trace?: never;
    };
    "/api/v2/attack-protection/suspicious-ip-throttling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the settings of suspicious-IP throttling
         * @description Answers how Ferry slows down an address with many failed sign-ins or sign-ups.
         *
         *     For clients with the scope `read:attack_protection`, and for members who are owner, admin or viewer.
         */
        get: operations["getSuspiciousIpThrottling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings of suspicious-IP throttling
         * @description Changes the settings that are sent; null sets the default again. Of `stage`, each stage is changed on its own.
         *
         *     For clients with the scope `update:attack_protection`, and for members who are owner or admin.
         */
        patch: operations["updateSuspiciousIpThrottling"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An empty page of actions. */
        ActionPage: {
            /** @description Always empty. */
            actions: unknown[];
            /** @description Always 0. */
            total: number;
            /** @description The number of the page. */
            page: number;
            /** @description How many actions the page could have. */
            per_page: number;
        };
        /**
         * @description An address that a script would connect to.
         * @example {
         *       "host": "db.example.com",
         *       "port": 5432
         *     }
         */
        AddressTest: {
            /** @description A host name or an IP address. */
            host: string;
            /** @description The port. */
            port: number;
        };
        /** @description Whether scripts may connect. */
        AddressTestResult: {
            /**
             * @description `unknown_host`: the name has no address.
             * @enum {string}
             */
            verdict: "allowed" | "refused" | "unknown_host";
            /**
             * @description Why: `public`, scripts may reach public addresses; `operator`, `FERRY_SANDBOX_ALLOW` names it; `sample`, it is the sample store; otherwise the message says it.
             * @enum {string}
             */
            rule: "public" | "operator" | "sample" | "refused" | "unknown_host";
            /** @description What a script would be told. */
            message?: string;
        };
        /** @description What could be better in the text of a script. */
        Advice: {
            /** @description Names the rule. For programs. */
            rule: string;
            /**
             * @description How much it matters.
             * @enum {string}
             */
            severity: "warning" | "info";
            /** @description The line where it starts, from 1. */
            line: number;
            /** @description The column where it starts, from 1. */
            column: number;
            /** @description The line where it ends. */
            end_line: number;
            /** @description The column where it ends. */
            end_column: number;
            /** @description What could be better. For people. */
            message: string;
            /** @description How to change the text. */
            fix?: {
                /** @description What the fix does. For people. */
                description: string;
                /** @description The edits of the text. */
                edits: {
                    /** @description The position of the first character to replace. */
                    start: number;
                    /** @description The position after the last character to replace. */
                    end: number;
                    /** @description The text in its place. */
                    text: string;
                }[];
            };
        };
        /**
         * @description How pages and emails look.
         * @example {
         *       "colors": {
         *         "primary": "#0059d6"
         *       },
         *       "logo_url": "https://shop.example.com/logo.svg"
         *     }
         */
        Branding: {
            /** @description The colours, such as `#0059d6`. */
            colors?: {
                /** @description The colour of buttons and links. */
                primary?: string;
                /** @description The colour behind the page. */
                page_background?: string;
            };
            /** @description The address of the logo. Pages show it when it starts with `https://`. */
            logo_url?: string;
            /** @description The address of the icon that browsers show. Pages have it when it starts with `https://`. */
            favicon_url?: string;
            /**
             * @description Ferry’s own. The font of the pages, from the reader’s machine: `sans` (default), `humanist`, `rounded` or `serif`.
             * @enum {string}
             */
            ferry_font?: "sans" | "humanist" | "rounded" | "serif";
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Members of the branding to change. Null removes one.
         * @example {
         *       "colors": {
         *         "primary": "#0059d6"
         *       }
         *     }
         */
        BrandingUpdate: {
            /** @description The colours, such as `#0059d6`. */
            colors?: {
                /** @description The colour of buttons and links. */
                primary?: string | null;
                /** @description The colour behind the page. */
                page_background?: string | null;
            } | null;
            /** @description The address of the logo. Pages show it when it starts with `https://`. */
            logo_url?: string | null | "";
            /** @description The address of the icon that browsers show. Pages have it when it starts with `https://`. */
            favicon_url?: string | null | "";
            /** @description Ferry’s own. The font of the pages, from the reader’s machine: `sans` (default), `humanist`, `rounded` or `serif`. */
            ferry_font?: ("sans" | "humanist" | "rounded" | "serif") | null | "";
            /** @description Kept only: Pages and emails load no fonts: choose one of the reader’s machine with ferry_font. */
            font?: unknown;
            /** @description Kept only: Pages and emails load no fonts: choose one of the reader’s machine with ferry_font. */
            identifiers?: unknown;
        };
        /**
         * @description How a person is protected from guessed passwords.
         * @example {
         *       "enabled": true,
         *       "shields": [
         *         "block",
         *         "user_notification"
         *       ],
         *       "mode": "count_per_identifier_and_ip",
         *       "allowlist": [],
         *       "max_attempts": 10
         *     }
         */
        BruteForceProtection: {
            /** @description Whether wrong passwords are counted. */
            enabled: boolean;
            /** @description What happens after too many: the person is refused, and gets an email. */
            shields: ("block" | "user_notification")[];
            /**
             * @description Whether wrong passwords are counted for each person and address, or for each person. The latter can lock a person out everywhere.
             * @enum {string}
             */
            mode: "count_per_identifier_and_ip" | "count_per_identifier";
            /** @description IP addresses and CIDR ranges that are neither counted nor refused. */
            allowlist: string[];
            /** @description How many wrong passwords in a row are allowed. */
            max_attempts: number;
        };
        /**
         * @description Settings to change. Null sets the default again.
         * @example {
         *       "max_attempts": 5
         *     }
         */
        BruteForceProtectionUpdate: {
            /** @description Whether wrong passwords are counted. */
            enabled?: boolean | null;
            /** @description What happens after too many: the person is refused, and gets an email. */
            shields?: ("block" | "user_notification")[] | null;
            /** @description Whether wrong passwords are counted for each person and address, or for each person. The latter can lock a person out everywhere. */
            mode?: ("count_per_identifier_and_ip" | "count_per_identifier") | null;
            /** @description IP addresses and CIDR ranges that are neither counted nor refused. */
            allowlist?: string[] | null;
            /** @description How many wrong passwords in a row are allowed. */
            max_attempts?: number | null;
        };
        /** @description A page of the list, with `take` or `from`. */
        ClientCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            clients: components["schemas"]["PartialClient"][];
        };
        /**
         * @description A new client.
         * @example {
         *       "name": "Shop",
         *       "app_type": "regular_web",
         *       "callbacks": [
         *         "https://shop.example.com/callback"
         *       ]
         *     }
         */
        ClientCreate: {
            /** @description The name of the client, without `<` and `>`. */
            name: string;
            /** @description What the client is for. */
            description?: string;
            /**
             * @description The kind of application, which decides the defaults.
             * @enum {string}
             */
            app_type?: "native" | "spa" | "regular_web" | "non_interactive";
            /** @description Addresses that people may be sent to after they have signed in. An address is compared as a whole: one with a wildcard is kept, and matches nothing. */
            callbacks?: string[];
            /** @description Addresses that people may be sent to after they have signed out. An address with a wildcard is kept, and matches nothing. */
            allowed_logout_urls?: string[];
            /** @description Origins whose web pages may call the Authentication API. */
            web_origins?: string[];
            /** @description Further origins whose web pages may call the Authentication API. */
            allowed_origins?: string[];
            /** @description False: the client belongs to someone else, so people are asked what it may have; default true. */
            is_first_party?: boolean;
            /** @description The grants that the client may use. Ferry serves authorization_code, client_credentials, password, http://auth0.com/oauth/grant-type/password-realm, refresh_token, urn:ietf:params:oauth:grant-type:device_code, implicit; others are kept only. */
            grant_types?: string[];
            /**
             * @description Ferry takes none, client_secret_post, client_secret_basic. For private_key_jwt, set client_authentication_methods. Ferry knows no client by TLS. How the client proves itself; `none`: it has no secret.
             * @enum {string}
             */
            token_endpoint_auth_method?: "none" | "client_secret_post" | "client_secret_basic";
            /** @description How long refresh tokens live, and how they rotate. */
            refresh_token?: {
                /**
                 * @description `rotating`: each use gives a new token, and using one twice revokes all that followed. `non-rotating`: a token is used again and again.
                 * @default rotating
                 * @enum {string}
                 */
                rotation_type?: "rotating" | "non-rotating";
                /**
                 * @description Whether tokens expire.
                 * @default expiring
                 * @enum {string}
                 */
                expiration_type?: "expiring" | "non-expiring";
                /**
                 * @description How many seconds a used token may be sent again.
                 * @default 0
                 */
                leeway?: number;
                /**
                 * @description How many seconds tokens are valid after the sign-in.
                 * @default 2592000
                 */
                token_lifetime?: number;
                /**
                 * @description How many seconds a token is valid without being used.
                 * @default 1296000
                 */
                idle_token_lifetime?: number;
                /**
                 * @description True: `token_lifetime` does not apply.
                 * @default false
                 */
                infinite_token_lifetime?: boolean;
                /**
                 * @description True: `idle_token_lifetime` does not apply.
                 * @default false
                 */
                infinite_idle_token_lifetime?: boolean;
                /** @description Kept only: Refresh tokens are for the audience of their login alone. */
                policies?: unknown;
            };
            /** @description How ID tokens are made. */
            jwt_configuration?: {
                /** @description How many seconds an ID token is valid; default 36000. */
                lifetime_in_seconds?: number | null;
                /** @description Ferry takes "RS256". Ferry signs every token with RS256. */
                alg?: unknown;
                /** @description Kept only: Ferry signs no token with the client secret. */
                secret_encoded?: unknown;
                /** @description Kept only: Scopes of ID tokens are those of OpenID Connect. */
                scopes?: unknown;
            };
            /** @description Whether `/authorize` takes only requests that were pushed to `/oauth/par` before. */
            require_pushed_authorization_requests?: boolean;
            /** @description The keys by which the client proves itself, in place of a secret. */
            client_authentication_methods?: {
                /** @description The client signs a JWT with one of these keys. */
                private_key_jwt: {
                    /** @description The keys that count. */
                    credentials: {
                        /** @description The ID of a credential of the client. */
                        id: string;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        credential_type?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        name?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        pem?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        alg?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        parse_expiry_from_cert?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        expires_at?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        kid?: unknown;
                    }[];
                };
                /** @description Ferry takes null alone. Ferry knows no client by TLS. */
                tls_client_auth?: unknown;
                /** @description Ferry takes null alone. Ferry knows no client by TLS. */
                self_signed_tls_client_auth?: unknown;
            };
            /** @description How the application is told that a session has ended. */
            oidc_logout?: {
                /** @description The address that gets a `logout_token` when a session ends that the application has used. The rules for what scripts may reach count for it, too. */
                backchannel_logout_urls?: string[];
                /** @description Which ends of sessions the application is told of. */
                backchannel_logout_initiators?: {
                    /**
                     * @description `custom`: only the ends in `selected_initiators`. `all`: every end. Default: every end but `session-expired`.
                     * @enum {string}
                     */
                    mode?: "all" | "custom";
                    /** @description The ends that the application is told of. Sessions of Ferry end by rp-logout, session-revoked, session-expired, password-changed, account-deactivated, account-deleted. */
                    selected_initiators?: ("rp-logout" | "session-revoked" | "session-expired" | "password-changed" | "account-deactivated" | "account-deleted" | "idp-logout" | "email-identifier-changed" | "mfa-phone-unenrolled")[];
                };
                /** @description Kept only: Applications are told which session ended, and nothing more. */
                backchannel_logout_session_metadata?: unknown;
            };
            /** @description Whether pages of the client’s origins may ask for passwords themselves (`/co/authenticate`), as `auth0-js` and `auth0-lock` do. Default: false. */
            cross_origin_authentication?: boolean;
            /** @description The earlier name of `cross_origin_authentication`, which counts without that one. */
            cross_origin_auth?: boolean;
            /** @description Texts by name. Merged with those that are there; null removes one. */
            client_metadata?: {
                [key: string]: string | null;
            };
            /** @description Cannot be sent: the server makes the secret. */
            client_secret?: unknown;
            /** @description Ferry takes every value but "strict", and does nothing with it. People are asked for their consent to third parties, whose rules are otherwise those of every client. */
            third_party_security_mode?: unknown;
            /** @description Ferry takes "none". Ferry enforces no profile of FAPI. */
            compliance_level?: unknown;
            /** @description Ferry takes false. Ferry issues bearer tokens: it binds none to a key. */
            require_proof_of_possession?: unknown;
            /** @description Ferry takes every value but "open_redirect_protection", and does nothing with it. Ferry redirects to addresses that are registered, and asks nobody before it does. */
            redirection_policy?: unknown;
            /** @description Whether authorization requests are signed. */
            signed_request_object?: {
                /** @description Ferry takes false. Ferry reads no signed request objects. */
                required?: unknown;
                /** @description Kept only: Ferry reads no signed request objects. */
                credentials?: unknown;
            };
            /** @description Ferry takes null alone. Ferry knows clients by their secret, or by keys that were added to them. It fetches none. */
            jwks_uri?: unknown;
            /** @description Ferry takes false. Ferry counts failed sign-ins by the address that the proxies in FERRY_TRUSTED_PROXIES tell, not by auth0-forwarded-for. */
            is_token_endpoint_ip_header_trusted?: unknown;
            /** @description Ferry takes null alone. Ferry encrypts no tokens for clients. */
            encryption_key?: unknown;
            /** @description Ferry takes "deny", "allow". Ferry has no organizations. Nobody can be made to come from one. */
            organization_usage?: unknown;
            /** @description Ferry takes null alone. Ferry has no organizations. */
            default_organization?: unknown;
            /** @description Ferry takes with `enforce: false`, and kept only. Ferry has no quota of tokens; its rate limits are the same for all clients. */
            token_quota?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            organization_require_behavior?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            organization_discovery_methods?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            my_organization_configuration?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            b2b_integration_configuration?: unknown;
            /** @description Kept only: A pushed request waits for 30 seconds. */
            par_request_expiry?: unknown;
            /** @description Kept only: Set oidc_logout instead. */
            oidc_backchannel_logout?: unknown;
            /** @description Kept only: Ferry hands no session on. */
            session_transfer?: unknown;
            /** @description Kept only: Ferry hands no session on. */
            anonymous_sessions?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            logo_uri?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            initiate_login_uri?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            custom_login_page_preview?: unknown;
            /** @description Kept only: Ferry shows its own sign-in page, unless the operator allows that of the global client (FERRY_CLASSIC_PAGES). */
            custom_login_page?: unknown;
            /** @description Kept only: Ferry shows its own sign-in page, unless the operator allows that of the global client (FERRY_CLASSIC_PAGES). */
            custom_login_page_on?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            form_template?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            sso?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            sso_disabled?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            skip_non_verifiable_callback_uri_confirmation_prompt?: unknown;
            /** @description Kept only: The page of an application keeps what auth0.js needs by itself. */
            cross_origin_loc?: unknown;
            /** @description Kept only: Ferry follows OpenID Connect with every client. */
            oidc_conformant?: unknown;
            /** @description Kept only: Ferry has no add-ons: no SAML, WS-Federation or delegation. */
            addons?: unknown;
            /** @description Kept only: Ferry has no add-ons: no SAML, WS-Federation or delegation. */
            allowed_clients?: unknown;
            /** @description Kept only: Ferry has no add-ons: no SAML, WS-Federation or delegation. */
            client_aliases?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            mobile?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            native_social_login?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            fedcm_login?: unknown;
            /** @description Kept only: Ferry has no token exchange. */
            token_exchange?: unknown;
            /** @description Kept only: Ferry has no token exchange. */
            token_vault_privileged_access?: unknown;
            /** @description Kept only: Ferry has no token exchange. */
            identity_assertion_authorization_grant?: unknown;
            /** @description Kept only: Ferry has no APIs (resource servers) to link a client to. */
            resource_server_identifier?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            express_configuration?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            async_approval_notification_channels?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            external_client_id?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            external_metadata_type?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            external_metadata_created_by?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            callback_url_template?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            owners?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            client_id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            tenant?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            global?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            signing_keys?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description A public key by which a client proves itself, without the key.
         * @example {
         *       "id": "cred_0123456789abcdef",
         *       "name": "Server 1",
         *       "kid": "server-1-2026-01",
         *       "alg": "RS256",
         *       "credential_type": "public_key",
         *       "created_at": "2026-01-05T09:00:00.000Z",
         *       "updated_at": "2026-01-05T09:00:00.000Z"
         *     }
         */
        ClientCredential: {
            /** @description The ID of the credential. */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description Names the key in the header of assertions. */
            kid: string;
            /** @description How the client signs. */
            alg: string;
            /**
             * @description The kind of credential.
             * @constant
             */
            credential_type: "public_key";
            /**
             * Format: date-time
             * @description When it was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When the credential ends. Without it, it never ends.
             */
            expires_at?: string;
        };
        /**
         * @description A new public key of a client.
         * @example {
         *       "credential_type": "public_key",
         *       "name": "Server 1",
         *       "pem": "-----BEGIN PUBLIC KEY-----\n…"
         *     }
         */
        ClientCredentialCreate: {
            /**
             * @description The kind of credential.
             * @constant
             */
            credential_type: "public_key";
            /** @description A name for people. */
            name?: string;
            /** @description The public key (SPKI or PKCS #1) or a certificate, in PEM form. Never a private key. */
            pem: string;
            /**
             * @description How the client signs; default RS256.
             * @default RS256
             * @enum {string}
             */
            alg?: "RS256" | "RS384" | "PS256";
            /** @description Names the key in the header of assertions. Default: the thumbprint of the key (RFC 7638). */
            kid?: string;
            /** @description When the credential ends. Without it, it never ends. */
            expires_at?: string | null;
            /** @description Whether the credential ends with the certificate that is sent as `pem`. */
            parse_expiry_from_cert?: boolean;
            /** @description Ferry takes null alone. Ferry knows no client by TLS. */
            subject_dn?: unknown;
            /** @description Ferry takes null alone. Ferry takes public keys in PEM form, as Auth0. */
            jwk?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description The new end of a credential.
         * @example {
         *       "expires_at": "2027-01-05T09:00:00.000Z"
         *     }
         */
        ClientCredentialUpdate: {
            /** @description When the credential ends. Without it, it never ends. Null: it never ends. */
            expires_at?: string | null;
            /** @description Cannot be changed. It can be sent as it was read. */
            credential_type?: unknown;
            /** @description Cannot be changed. It can be sent as it was read. */
            name?: unknown;
            /** @description Cannot be changed. It can be sent as it was read. */
            kid?: unknown;
            /** @description Cannot be changed. It can be sent as it was read. */
            alg?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description What a client may ask for by the client credentials grant.
         * @example {
         *       "id": "cgr_d2VqK0zN4cVx8Yb1",
         *       "client_id": "Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW",
         *       "audience": "https://ferry.example.org/api/v2/",
         *       "scope": [
         *         "read:users"
         *       ],
         *       "subject_type": "client"
         *     }
         */
        ClientGrant: {
            /** @description The ID of the grant. */
            id: string;
            /** @description The client that the grant is for. */
            client_id: string;
            /** @description The API that the client may ask tokens for. */
            audience: string;
            /** @description The scopes that its tokens can have. */
            scope: string[];
            /**
             * @description Always `client`: the grant is for client credentials.
             * @constant
             */
            subject_type: "client";
        };
        /** @description A page of the list, with `take` or `from`. */
        ClientGrantCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            client_grants: components["schemas"]["ClientGrant"][];
        };
        /**
         * @description A new client grant.
         * @example {
         *       "client_id": "Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW",
         *       "audience": "https://ferry.example.org/api/v2/",
         *       "scope": [
         *         "read:users"
         *       ]
         *     }
         */
        ClientGrantCreate: {
            /** @description The client that the grant is for. */
            client_id: string;
            /** @description The API that the client may ask tokens for. */
            audience: string;
            /** @description The scopes that its tokens can have. */
            scope: string[];
            /** @description Ferry takes "client". Grants of Ferry are for client credentials. */
            subject_type?: unknown;
            /** @description Ferry takes "deny". Ferry has no organizations. */
            organization_usage?: unknown;
            /** @description Ferry takes false. Ferry has no organizations. */
            allow_any_organization?: unknown;
            /** @description Ferry takes false. A grant has the scopes that it names. */
            allow_all_scopes?: unknown;
            /** @description Ferry takes []. Ferry knows no authorization details. */
            authorization_details_types?: unknown;
            /** @description Ferry takes null alone. A grant is for the one client that it names. */
            default_for?: unknown;
            /** @description Ferry takes false. Ferry has no grants of its own. */
            is_system?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
        };
        /** @description A page of the list, with `include_totals`. */
        ClientGrantPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            client_grants: components["schemas"]["ClientGrant"][];
        };
        /**
         * @description The new scopes of a client grant.
         * @example {
         *       "scope": [
         *         "read:users",
         *         "read:logs"
         *       ]
         *     }
         */
        ClientGrantUpdate: {
            /** @description The scopes that replace those of the grant. */
            scope?: string[];
            /** @description Cannot be changed. It can be sent as it was read. */
            client_id?: unknown;
            /** @description Cannot be changed. It can be sent as it was read. */
            audience?: unknown;
            /** @description Ferry takes "client". Grants of Ferry are for client credentials. */
            subject_type?: unknown;
            /** @description Ferry takes "deny". Ferry has no organizations. */
            organization_usage?: unknown;
            /** @description Ferry takes false. Ferry has no organizations. */
            allow_any_organization?: unknown;
            /** @description Ferry takes false. A grant has the scopes that it names. */
            allow_all_scopes?: unknown;
            /** @description Ferry takes []. Ferry knows no authorization details. */
            authorization_details_types?: unknown;
            /** @description Ferry takes null alone. A grant is for the one client that it names. */
            default_for?: unknown;
            /** @description Ferry takes false. Ferry has no grants of its own. */
            is_system?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
        };
        /** @description A page of the list, with `include_totals`. */
        ClientPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            clients: components["schemas"]["PartialClient"][];
        };
        /** @description What a list of applications shows of a client. */
        ClientSummary: {
            /** @description The ID of the client. */
            client_id: string;
            /** @description The name of the client. */
            name: string;
            /** @description The type of the application, such as `regular_web`. */
            app_type?: string;
            /** @description The grants that the client may use. */
            grant_types: string[];
            /** @description Ferry’s own. */
            ferry: {
                /** @description Whether the client may call the whole Management API without a client grant. */
                administers: boolean;
                /** @description Whether the client has a secret. False: it is public. */
                has_secret: boolean;
                /**
                 * Format: date-time
                 * @description When the client was created.
                 */
                created_at: string;
            };
        };
        /** @description A page of client summaries. */
        ClientSummaryPage: {
            /** @description The clients, sorted by ID. */
            clients: components["schemas"]["ClientSummary"][];
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
        };
        /**
         * @description Members of a client to change. Null removes one.
         * @example {
         *       "callbacks": [
         *         "https://shop.example.com/callback"
         *       ]
         *     }
         */
        ClientUpdate: {
            /** @description The name of the client, without `<` and `>`. */
            name?: string;
            /** @description What the client is for. */
            description?: string | null;
            /** @description The kind of application, which decides the defaults. */
            app_type?: ("native" | "spa" | "regular_web" | "non_interactive") | null;
            /** @description Addresses that people may be sent to after they have signed in. An address is compared as a whole: one with a wildcard is kept, and matches nothing. */
            callbacks?: string[] | null;
            /** @description Addresses that people may be sent to after they have signed out. An address with a wildcard is kept, and matches nothing. */
            allowed_logout_urls?: string[] | null;
            /** @description Origins whose web pages may call the Authentication API. */
            web_origins?: string[] | null;
            /** @description Further origins whose web pages may call the Authentication API. */
            allowed_origins?: string[] | null;
            /** @description False: the client belongs to someone else, so people are asked what it may have; default true. */
            is_first_party?: boolean;
            /** @description The grants that the client may use. Ferry serves authorization_code, client_credentials, password, http://auth0.com/oauth/grant-type/password-realm, refresh_token, urn:ietf:params:oauth:grant-type:device_code, implicit; others are kept only. */
            grant_types?: string[] | null;
            /** @description Ferry takes none, client_secret_post, client_secret_basic. For private_key_jwt, set client_authentication_methods. Ferry knows no client by TLS. How the client proves itself; `none`: it has no secret. */
            token_endpoint_auth_method?: ("none" | "client_secret_post" | "client_secret_basic") | null;
            /** @description How long refresh tokens live, and how they rotate. */
            refresh_token?: {
                /**
                 * @description `rotating`: each use gives a new token, and using one twice revokes all that followed. `non-rotating`: a token is used again and again.
                 * @default rotating
                 * @enum {string}
                 */
                rotation_type?: "rotating" | "non-rotating";
                /**
                 * @description Whether tokens expire.
                 * @default expiring
                 * @enum {string}
                 */
                expiration_type?: "expiring" | "non-expiring";
                /**
                 * @description How many seconds a used token may be sent again.
                 * @default 0
                 */
                leeway?: number;
                /**
                 * @description How many seconds tokens are valid after the sign-in.
                 * @default 2592000
                 */
                token_lifetime?: number;
                /**
                 * @description How many seconds a token is valid without being used.
                 * @default 1296000
                 */
                idle_token_lifetime?: number;
                /**
                 * @description True: `token_lifetime` does not apply.
                 * @default false
                 */
                infinite_token_lifetime?: boolean;
                /**
                 * @description True: `idle_token_lifetime` does not apply.
                 * @default false
                 */
                infinite_idle_token_lifetime?: boolean;
                /** @description Kept only: Refresh tokens are for the audience of their login alone. */
                policies?: unknown;
            } | null;
            /** @description How ID tokens are made. */
            jwt_configuration?: {
                /** @description How many seconds an ID token is valid; default 36000. */
                lifetime_in_seconds?: number | null;
                /** @description Ferry takes "RS256". Ferry signs every token with RS256. */
                alg?: unknown;
                /** @description Kept only: Ferry signs no token with the client secret. */
                secret_encoded?: unknown;
                /** @description Kept only: Scopes of ID tokens are those of OpenID Connect. */
                scopes?: unknown;
            } | null;
            /** @description Whether `/authorize` takes only requests that were pushed to `/oauth/par` before. */
            require_pushed_authorization_requests?: boolean | null;
            /** @description The keys by which the client proves itself, in place of a secret. */
            client_authentication_methods?: {
                /** @description The client signs a JWT with one of these keys. */
                private_key_jwt: {
                    /** @description The keys that count. */
                    credentials: {
                        /** @description The ID of a credential of the client. */
                        id: string;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        credential_type?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        name?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        pem?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        alg?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        parse_expiry_from_cert?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        expires_at?: unknown;
                        /** @description Ferry takes null alone. Credentials are added to a client that exists. */
                        kid?: unknown;
                    }[];
                };
                /** @description Ferry takes null alone. Ferry knows no client by TLS. */
                tls_client_auth?: unknown;
                /** @description Ferry takes null alone. Ferry knows no client by TLS. */
                self_signed_tls_client_auth?: unknown;
            } | null;
            /** @description How the application is told that a session has ended. */
            oidc_logout?: {
                /** @description The address that gets a `logout_token` when a session ends that the application has used. The rules for what scripts may reach count for it, too. */
                backchannel_logout_urls?: string[];
                /** @description Which ends of sessions the application is told of. */
                backchannel_logout_initiators?: {
                    /**
                     * @description `custom`: only the ends in `selected_initiators`. `all`: every end. Default: every end but `session-expired`.
                     * @enum {string}
                     */
                    mode?: "all" | "custom";
                    /** @description The ends that the application is told of. Sessions of Ferry end by rp-logout, session-revoked, session-expired, password-changed, account-deactivated, account-deleted. */
                    selected_initiators?: ("rp-logout" | "session-revoked" | "session-expired" | "password-changed" | "account-deactivated" | "account-deleted" | "idp-logout" | "email-identifier-changed" | "mfa-phone-unenrolled")[];
                };
                /** @description Kept only: Applications are told which session ended, and nothing more. */
                backchannel_logout_session_metadata?: unknown;
            } | null;
            /** @description Whether pages of the client’s origins may ask for passwords themselves (`/co/authenticate`), as `auth0-js` and `auth0-lock` do. Default: false. */
            cross_origin_authentication?: boolean | null;
            /** @description The earlier name of `cross_origin_authentication`, which counts without that one. */
            cross_origin_auth?: boolean | null;
            /** @description Texts by name. Merged with those that are there; null removes one. */
            client_metadata?: {
                [key: string]: string | null;
            } | null;
            /** @description Cannot be sent: the server makes the secret. */
            client_secret?: unknown;
            /** @description Ferry takes every value but "strict", and does nothing with it. People are asked for their consent to third parties, whose rules are otherwise those of every client. */
            third_party_security_mode?: unknown;
            /** @description Ferry takes "none". Ferry enforces no profile of FAPI. */
            compliance_level?: unknown;
            /** @description Ferry takes false. Ferry issues bearer tokens: it binds none to a key. */
            require_proof_of_possession?: unknown;
            /** @description Ferry takes every value but "open_redirect_protection", and does nothing with it. Ferry redirects to addresses that are registered, and asks nobody before it does. */
            redirection_policy?: unknown;
            /** @description Whether authorization requests are signed. */
            signed_request_object?: {
                /** @description Ferry takes false. Ferry reads no signed request objects. */
                required?: unknown;
                /** @description Kept only: Ferry reads no signed request objects. */
                credentials?: unknown;
            };
            /** @description Ferry takes null alone. Ferry knows clients by their secret, or by keys that were added to them. It fetches none. */
            jwks_uri?: unknown;
            /** @description Ferry takes false. Ferry counts failed sign-ins by the address that the proxies in FERRY_TRUSTED_PROXIES tell, not by auth0-forwarded-for. */
            is_token_endpoint_ip_header_trusted?: unknown;
            /** @description Ferry takes null alone. Ferry encrypts no tokens for clients. */
            encryption_key?: unknown;
            /** @description Ferry takes "deny", "allow". Ferry has no organizations. Nobody can be made to come from one. */
            organization_usage?: unknown;
            /** @description Ferry takes null alone. Ferry has no organizations. */
            default_organization?: unknown;
            /** @description Ferry takes with `enforce: false`, and kept only. Ferry has no quota of tokens; its rate limits are the same for all clients. */
            token_quota?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            organization_require_behavior?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            organization_discovery_methods?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            my_organization_configuration?: unknown;
            /** @description Kept only: Ferry has no organizations. */
            b2b_integration_configuration?: unknown;
            /** @description Kept only: A pushed request waits for 30 seconds. */
            par_request_expiry?: unknown;
            /** @description Kept only: Set oidc_logout instead. */
            oidc_backchannel_logout?: unknown;
            /** @description Kept only: Ferry hands no session on. */
            session_transfer?: unknown;
            /** @description Kept only: Ferry hands no session on. */
            anonymous_sessions?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            logo_uri?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            initiate_login_uri?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            custom_login_page_preview?: unknown;
            /** @description Kept only: Ferry shows its own sign-in page, unless the operator allows that of the global client (FERRY_CLASSIC_PAGES). */
            custom_login_page?: unknown;
            /** @description Kept only: Ferry shows its own sign-in page, unless the operator allows that of the global client (FERRY_CLASSIC_PAGES). */
            custom_login_page_on?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            form_template?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            sso?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            sso_disabled?: unknown;
            /** @description Kept only: Ferry’s sign-in page is the same for every client. */
            skip_non_verifiable_callback_uri_confirmation_prompt?: unknown;
            /** @description Kept only: The page of an application keeps what auth0.js needs by itself. */
            cross_origin_loc?: unknown;
            /** @description Kept only: Ferry follows OpenID Connect with every client. */
            oidc_conformant?: unknown;
            /** @description Kept only: Ferry has no add-ons: no SAML, WS-Federation or delegation. */
            addons?: unknown;
            /** @description Kept only: Ferry has no add-ons: no SAML, WS-Federation or delegation. */
            allowed_clients?: unknown;
            /** @description Kept only: Ferry has no add-ons: no SAML, WS-Federation or delegation. */
            client_aliases?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            mobile?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            native_social_login?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            fedcm_login?: unknown;
            /** @description Kept only: Ferry has no token exchange. */
            token_exchange?: unknown;
            /** @description Kept only: Ferry has no token exchange. */
            token_vault_privileged_access?: unknown;
            /** @description Kept only: Ferry has no token exchange. */
            identity_assertion_authorization_grant?: unknown;
            /** @description Kept only: Ferry has no APIs (resource servers) to link a client to. */
            resource_server_identifier?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            express_configuration?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            async_approval_notification_channels?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            external_client_id?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            external_metadata_type?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            external_metadata_created_by?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            callback_url_template?: unknown;
            /** @description Kept only: Clients are registered here alone. */
            owners?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            client_id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            tenant?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            global?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            signing_keys?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
        };
        /** @description A `Client` with the secret that was made for it. */
        ClientWithSecret: {
            /** @description The ID of the client. */
            client_id: string;
            /** @description The name of the client. */
            name: string;
            /** @description The name of the tenant. */
            tenant: string;
            /** @description Whether it stands for all applications, and has only the sign-in page of the tenant. */
            global: boolean;
            /** @description False: the client belongs to someone else, so people are asked what it may have; default true. */
            is_first_party: boolean;
            /** @description The kind of application. */
            app_type?: string;
            /** @description The grants that the client may use. */
            grant_types: string[];
            /** @description How the client proves itself; `none`: it has no secret. Missing for one that uses keys. */
            token_endpoint_auth_method?: string;
            /** @description Addresses that people may be sent to after they have signed in. An address is compared as a whole: one with a wildcard is kept, and matches nothing. */
            callbacks?: string[];
            /** @description Addresses that people may be sent to after they have signed out. An address with a wildcard is kept, and matches nothing. */
            allowed_logout_urls?: string[];
            /** @description Origins whose web pages may call the Authentication API. */
            web_origins?: string[];
            /** @description Further origins whose web pages may call the Authentication API. */
            allowed_origins?: string[];
            /** @description How long refresh tokens live, and how they rotate. */
            refresh_token: {
                /** @description Whether each use gives a new refresh token. */
                rotation_type: string;
            } & {
                [key: string]: unknown;
            };
            /** @description The new secret, when one was made. Shown this once; Ferry keeps only its hash. */
            client_secret?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A completed migration. */
        CompletedMigration: {
            /** @description What it means for the users. */
            impact: components["schemas"]["ModeImpact"];
            /** @description The connection as it is now. */
            connection: components["schemas"]["Connection"];
        };
        /** @description A key of a configuration, without its value. */
        ConfigurationKey: {
            /** @description The name of the key. */
            key: string;
            /** @description False: errors, logs and traces may show the value, unless a secret key has the same one. */
            secret: boolean;
            /** @description True for a secret key that could be shown: its name is that of a host, user, database or port, and its value has no `@`, `://`, `=` or `;`. */
            proposed_plain: boolean;
            /**
             * Format: date-time
             * @description When the value was set.
             */
            set_at: string;
            /** @description The ID of the client or member who set it. */
            set_by: string;
            /** @description The name of that client or member, while it exists. */
            set_by_name?: string;
            /** @description The live scripts that read the key, as far as their texts show. */
            used_by: string[];
        };
        /** @description The keys of a configuration. */
        ConfigurationKeys: {
            /** @description The keys of the configuration. */
            keys: components["schemas"]["ConfigurationKey"][];
        };
        /**
         * @description Values to set, and which values are secret.
         * @example {
         *       "values": {
         *         "DB_HOST": "db.example.com",
         *         "DB_PASSWORD": "…"
         *       },
         *       "secret": {
         *         "DB_HOST": false
         *       }
         *     }
         */
        ConfigurationKeysUpdate: {
            /**
             * @description Values to set, by key. No endpoint answers them.
             * @default {}
             */
            values?: {
                [key: string]: string;
            };
            /**
             * @description Whether the value of each key is secret. Keys that are not named stay as they are.
             * @default {}
             */
            secret?: {
                [key: string]: boolean;
            };
        };
        /**
         * @description The value of a key.
         * @example {
         *       "value": "postgres://ferry@db.example.com/shop"
         *     }
         */
        ConfigurationValue: {
            /** @description The value, which no endpoint answers. */
            value: string;
        };
        /**
         * @description A database connection with its options and scripts.
         * @example {
         *       "id": "con_Wr3oGkKVXKDpQ5fE",
         *       "name": "legacy",
         *       "strategy": "auth0",
         *       "options": {
         *         "enabledDatabaseCustomization": true,
         *         "import_mode": true,
         *         "customScripts": {
         *           "login": "function login (email, password, callback) { … }"
         *         }
         *       },
         *       "enabled_clients": [
         *         "Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW"
         *       ],
         *       "realms": [
         *         "legacy"
         *       ],
         *       "is_domain_connection": false,
         *       "authentication": {
         *         "active": true
         *       },
         *       "connected_accounts": {
         *         "active": false
         *       }
         *     }
         */
        Connection: {
            /** @description The ID of the connection. */
            id: string;
            /** @description The name of the connection, which `realm` at the token endpoint names. */
            name: string;
            /** @description Always `auth0`: a database connection. */
            strategy: string;
            /** @description The name that people are shown. */
            display_name?: string;
            /** @description The options. The values of `configuration` are marks: a mark that is sent back keeps its value. */
            options: {
                [key: string]: unknown;
            };
            /** @description The IDs of the clients that may use the connection. */
            enabled_clients: string[];
            /** @description The name of the connection. */
            realms: string[];
            /** @description Texts by name, for programs. */
            metadata?: {
                [key: string]: string;
            };
            /** @description Always false: Ferry has no organizations. */
            is_domain_connection: boolean;
            /** @description Kept only: Ferry has no sign-in page of its own yet. */
            show_as_button?: boolean;
            /** @description Whether the connection is for signing in. */
            authentication: {
                /** @description Always true. */
                active: boolean;
            };
            /** @description Whether the connection is for accounts at other services. */
            connected_accounts: {
                /** @description Always false. */
                active: boolean;
            };
        };
        /** @description A page of the list, with `take` or `from`. */
        ConnectionCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            connections: components["schemas"]["PartialConnection"][];
        };
        /**
         * @description Whether one client may use the connection.
         * @example {
         *       "client_id": "Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW",
         *       "status": true
         *     }
         */
        ConnectionClientSwitch: {
            /** @description The ID of the client. */
            client_id: string;
            /** @description True lets the client use the connection; false stops it. */
            status: boolean;
        };
        /** @description A page of the clients that may use a connection. */
        ConnectionClients: {
            /** @description The clients of the page. */
            clients: {
                /** @description The ID of the client. */
                client_id: string;
            }[];
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
        };
        /**
         * @description A new connection.
         * @example {
         *       "name": "legacy",
         *       "strategy": "auth0",
         *       "options": {
         *         "enabledDatabaseCustomization": true,
         *         "import_mode": true
         *       },
         *       "enabled_clients": [
         *         "Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW"
         *       ]
         *     }
         */
        ConnectionCreate: {
            /** @description The name, which cannot be changed. */
            name: string;
            /**
             * @description `auth0`: a database connection.
             * @constant
             */
            strategy: "auth0";
            /** @description The options, with the scripts and their configuration. */
            options?: components["schemas"]["ConnectionOptions"] | null;
            /** @description The name that people are shown. */
            display_name?: string | null;
            /** @description The IDs of the clients that may use the connection. */
            enabled_clients?: string[] | null;
            /** @description The name of the connection, and no other: it is what `realm` at the token endpoint names. */
            realms?: string[] | null;
            /** @description Texts by name, for programs. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description Kept only: Ferry’s sign-in page has no buttons of connections. Whether a sign-in page shows the connection as a button. */
            show_as_button?: boolean | null;
            /** @description Ferry takes false. Ferry has no organizations and no domains to share a connection with. Whether the connection is shared by domains. */
            is_domain_connection?: boolean | null;
            /** @description Whether the connection is for signing in. */
            authentication?: {
                /** @description Ferry takes true. Every connection of Ferry signs people in. Whether people can sign in. */
                active?: boolean;
            } | null;
            /** @description Whether the connection is for accounts at other services. */
            connected_accounts?: {
                /** @description Ferry takes false. Ferry has no token vault. Whether tokens of other services are kept. */
                active?: boolean;
                /** @description Ferry takes false. Ferry has no token vault. */
                cross_app_access?: unknown;
                /** @description Ferry takes false. Ferry has no token vault. */
                allow_missing_user_id?: unknown;
            } | null;
            /** @description Ferry takes {"active":false}. Ferry has no cross-app access. */
            cross_app_access_requesting_app?: unknown;
            /** @description Ferry takes {"status":"disabled"}. Ferry has no cross-app access. */
            cross_app_access_resource_app?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
        };
        /**
         * @description `local`: Ferry has all users, and no script runs. `legacy`: the legacy store decides, and its scripts run at each sign-in. `import`: users are migrated at their first sign-in.
         * @enum {string}
         */
        ConnectionMode: "local" | "legacy" | "import";
        /** @description The options of a connection, with its scripts and configuration. */
        ConnectionOptions: {
            /** @description The action scripts by name: `login`, `get_user`, `create` and so on. */
            customScripts?: {
                [key: string]: string;
            } | null;
            /** @description The values that scripts read from `configuration`. A mark that was read keeps its value; null removes a key. */
            configuration?: {
                [key: string]: string | null;
            } | null;
            /** @description True: the scripts run. False: the connection is local, and no script runs. */
            enabledDatabaseCustomization?: boolean | null;
            /** @description True, with the scripts on: users are migrated at their first sign-in. False: the legacy store stays in charge. */
            import_mode?: boolean | null;
            /** @description True: every new user needs a username. */
            requires_username?: boolean | null;
            /** @description Which usernames are allowed. */
            validation?: {
                /** @description How long usernames are. */
                username?: {
                    /** @description The least number of characters. */
                    min?: number;
                    /** @description The greatest number of characters. */
                    max?: number;
                } | null;
            } | null;
            /** @description What people can sign in with, in the newer form. It replaces `requires_username` and `validation`. */
            attributes?: {
                /** @description Ferry takes with identifier.active as signup.status says. People with a username can sign in with it, and nobody has one where signup.status is "inactive". Usernames. */
                username?: {
                    /** @description Whether people can sign in with the username. */
                    identifier?: {
                        /** @description Whether people can sign in with it. */
                        active?: boolean;
                        /** @description Ferry takes "password". Ferry signs people in with passwords alone. */
                        default_method?: unknown;
                    };
                    /** @description How people who sign up choose a username. */
                    signup?: {
                        /**
                         * @description Whether people who sign up have to choose a username.
                         * @enum {string}
                         */
                        status?: "required" | "optional" | "inactive";
                        /** @description Kept only: A username is not verified. */
                        verification?: unknown;
                    };
                    /** @description Which usernames are allowed. */
                    validation?: {
                        /** @description The least number of characters. */
                        min_length?: number;
                        /** @description The greatest number of characters. */
                        max_length?: number;
                        /** @description What else a username may look like. */
                        allowed_types?: {
                            /** @description Ferry takes false. A username is never an email address. */
                            email?: unknown;
                            /** @description Kept only: A username may have the form of a phone number without +. */
                            phone_number?: unknown;
                        };
                    } | null;
                    /** @description Ferry takes false. A profile without a username is taken. */
                    profile_required?: unknown;
                } | null;
                /** @description Email addresses. */
                email?: {
                    /** @description Whether people can sign in with the email address. */
                    identifier?: {
                        /** @description Ferry takes true. People can always sign in with their email address. */
                        active?: unknown;
                        /** @description Ferry takes "password". Ferry signs people in with passwords alone. */
                        default_method?: unknown;
                    };
                    /** @description Whether people who sign up give an email address. */
                    signup?: {
                        /** @description Ferry takes "required", "optional". Every sign-up needs an email address (with strategy_version 1, a username is enough). */
                        status?: unknown;
                        /** @description Whether people have to confirm the address first. */
                        verification?: {
                            /** @description True: on Ferry’s pages, people confirm their address before they are signed in. The password grants do not ask, and `email_verified` tells. */
                            active?: unknown;
                        };
                    };
                    /** @description Ferry takes true. An email address is one person’s within a connection. */
                    unique?: unknown;
                    /** @description Ferry takes false. A profile without an email address is taken. */
                    profile_required?: unknown;
                    /** @description Ferry takes "link". Ferry sends a link, and no code. */
                    verification_method?: unknown;
                };
                /** @description Phone numbers. */
                phone_number?: {
                    /** @description Whether people can sign in with the phone number. */
                    identifier?: {
                        /** @description Ferry takes false. Ferry knows people by email and username, and sends no text messages. */
                        active?: unknown;
                        /** @description Ferry takes "password". Ferry knows people by email and username, and sends no text messages. */
                        default_method?: unknown;
                    };
                    /** @description Whether people who sign up give a phone number. */
                    signup?: {
                        /** @description Ferry takes "inactive", "optional". Ferry knows people by email and username, and sends no text messages. */
                        status?: unknown;
                        /** @description Whether people have to confirm the number first. */
                        verification?: {
                            /** @description Ferry takes false. Ferry knows people by email and username, and sends no text messages. */
                            active?: unknown;
                        };
                    };
                    /** @description Ferry takes false. Ferry knows people by email and username, and sends no text messages. */
                    profile_required?: unknown;
                };
            } | null;
            /** @description True: people cannot sign up. */
            disable_signup?: boolean | null;
            /** @description True: people cannot ask for an email to set a new password. */
            disable_self_service_change_password?: boolean | null;
            /** @description False: wrong passwords are not counted at this connection. */
            brute_force_protection?: boolean | null;
            /** @description True: scripts get `context` before the callback. It cannot be turned off again. */
            enable_script_context?: boolean | null;
            /** @description Ferry’s own. True: a user who is deleted does not come back from the legacy store. */
            ferry_tombstones?: boolean | null;
            /** @description Ferry’s own. What happens to a profile with `mfa_factors`, which Ferry cannot keep yet. `refuse` (default): the sign-in fails. `drop`: people sign in without their second factor. */
            ferry_mfa_factors?: ("refuse" | "drop") | null;
            /** @description Ferry’s own. The oldest TLS that the scripts’ drivers take from a server, where a script does not say. `TLSv1.2` is the default. With `TLSv1` or `TLSv1.1` keys, certificates and ciphers of that time are taken too; each run that uses such a version has a warning in its log. */
            ferry_tls_min_version?: ("TLSv1" | "TLSv1.1" | "TLSv1.2") | null;
            /** @description Ferry’s own. What the name that a person types at the first sign-in must be. `profile` (default): the email address or username of the profile. `alias`: any name by which `get_user` finds the same `user_id`; it becomes a further sign-in name of the user, who can have five. */
            ferry_identifier?: ("profile" | "alias") | null;
            /** @description Ferry’s own. A script that counts the people of the legacy store: `function count (callback)`, which calls back with a whole number. It runs once a day, and when it is asked to, and is read as an action script is: from `configuration`, with `require`. */
            ferry_count?: string | null;
            /** @description 1: a user needs no email address. 2 (default): a user needs one. */
            strategy_version?: (1 | 2) | null;
            /** @description How strong new passwords must be. */
            passwordPolicy?: ("none" | "low" | "fair" | "good" | "excellent") | null;
            /** @description The minimum length of new passwords. */
            password_complexity_options?: {
                /** @description The least number of characters. */
                min_length?: number;
            } | null;
            /** @description Whether earlier passwords may be used again. */
            password_history?: {
                /** @description Whether the rule applies. */
                enable?: boolean;
                /** @description How many earlier passwords are refused. */
                size?: number;
            } | null;
            /** @description Passwords that are refused because many people use them. */
            password_dictionary?: {
                /** @description Whether the rule applies. */
                enable?: boolean;
                /** @description Further words that are refused. */
                dictionary?: string[];
            } | null;
            /** @description Whether passwords may contain what is known of the user. */
            password_no_personal_info?: {
                /** @description Whether the rule applies. */
                enable?: boolean;
            } | null;
            /** @description The rules for new passwords, in the newer form. It replaces the older options. */
            password_options?: {
                /** @description What characters a password must have. */
                complexity?: {
                    /** @description The least number of characters. */
                    min_length?: number;
                    /** @description The kinds of characters that a password must have. */
                    character_types?: ("lowercase" | "uppercase" | "number" | "special")[];
                    /**
                     * @description Whether all of these kinds are needed, or any three of the four.
                     * @enum {string}
                     */
                    character_type_rule?: "all" | "three_of_four";
                    /**
                     * @description Whether more than two identical characters in a row are allowed.
                     * @enum {string}
                     */
                    identical_characters?: "allow" | "block";
                    /**
                     * @description Whether more than two characters in sequence, such as `abc`, are allowed.
                     * @enum {string}
                     */
                    sequential_characters?: "allow" | "block";
                    /**
                     * @description Kept only: Whole passwords are hashed, up to 1,024 bytes. What happens to a very long password.
                     * @enum {string}
                     */
                    max_length_exceeded?: "truncate" | "error";
                };
                /** @description Passwords that are refused because many people use them. */
                dictionary?: {
                    /** @description Whether the rule applies. */
                    active?: boolean;
                    /**
                     * @description The list of common passwords.
                     * @enum {string}
                     */
                    default?: "en_10k" | "en_100k";
                    /** @description Further words that are refused. */
                    custom?: string[];
                };
                /** @description Whether earlier passwords may be used again. */
                history?: {
                    /** @description Whether the rule applies. */
                    active?: boolean;
                    /** @description How many earlier passwords are refused. */
                    size?: number;
                };
                /** @description Whether passwords may contain what is known of the user. */
                profile_data?: {
                    /** @description Whether the rule applies. */
                    active?: boolean;
                    /** @description The attributes of the user that a password must not contain. */
                    blocked_fields?: string[];
                };
            } | null;
            /** @description Attributes of the profile that Ferry does not store. */
            non_persistent_attrs?: string[] | null;
            /** @description When the profile that a script returns replaces attributes of the user. */
            set_user_root_attributes?: ("on_each_login" | "on_first_login" | "never_on_login") | null;
            /** @description How people can sign in. */
            authentication_methods?: {
                /** @description Signing in by password. */
                password?: {
                    /** @description Ferry takes true. Ferry signs people in with passwords alone. */
                    enabled?: unknown;
                    /** @description Kept only: Every new user has a password. */
                    api_behavior?: unknown;
                    /** @description Ferry takes every value but "block", and does nothing with it. Every sign-up sets a password. */
                    signup_behavior?: unknown;
                };
                /** @description Signing in by passkey. */
                passkey?: {
                    /** @description Ferry takes false. Ferry signs people in with passwords alone. */
                    enabled?: unknown;
                };
                /** @description Signing in by a code that is sent by email. */
                email_otp?: {
                    /** @description Ferry takes false. Ferry signs people in with passwords alone. */
                    enabled?: unknown;
                };
                /** @description Signing in by a code that is sent by phone. */
                phone_otp?: {
                    /** @description Ferry takes false. Ferry signs people in with passwords alone. */
                    enabled?: unknown;
                };
            };
            /** @description Kept only: Ferry has no second factor: the setting asks nobody for one. */
            mfa?: unknown;
            /** @description Kept only: Ferry signs people in with passwords alone. */
            passkey_options?: unknown;
            /** @description Ferry takes null alone. Ferry has no Actions that check hashes: the login script does. */
            custom_password_hash?: unknown;
            /** @description Kept only: People are looked up by email address, then by username. */
            precedence?: unknown;
            /** @description Kept only: A realm is the name of one connection. */
            realm_fallback?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            api_enable_users?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            api_enable_groups?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            basic_profile?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            upstream_params?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            gateway_authentication?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            ext_admin?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            ext_is_suspended?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            ext_agreed_terms?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            ext_groups?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            ext_assigned_plans?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            ext_profile?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            assertion_decryption_settings?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            id_token_signed_response_algs?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            dpop_signing_alg?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            enable_pushed_authorization_requests?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            pushed_authorization_request_endpoint?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            token_endpoint_auth_method?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            token_endpoint_auth_signing_alg?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            token_endpoint_jwtca_aud_format?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            id_token_session_expiry_supported?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            useOauthSpecScope?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            discovery_url?: unknown;
            /** @description Kept only: It belongs to connections of another strategy than auth0. */
            oidc_metadata?: unknown;
        } & {
            [key: string]: unknown;
        };
        /** @description A page of the list, with `include_totals`. */
        ConnectionPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            connections: components["schemas"]["PartialConnection"][];
        };
        /** @description What an overview shows of a connection. */
        ConnectionSummary: {
            /** @description The ID of the connection. */
            id: string;
            /** @description The name of the connection. */
            name: string;
            /** @description The name that people are shown. */
            display_name?: string;
            /** @description What Ferry knows of the connection. */
            ferry: {
                mode: components["schemas"]["ConnectionMode"];
                /** @description The version that is live. */
                version_live: number;
                /** @description Whether someone has saved a draft of the scripts. */
                has_draft: boolean;
                /**
                 * @description The kind of legacy store, as far as the text of the login script shows. Missing without one.
                 * @enum {string}
                 */
                store_kind?: "mysql" | "postgresql" | "mongodb" | "sqlserver" | "oracle" | "ldap" | "redis" | "http" | "other";
                /** @description How many clients may use the connection. */
                enabled_clients: number;
                /** @description The IDs of these clients. */
                client_ids: string[];
                /** @description How many users Ferry stores. */
                users: number;
                /** @description How many of them are migrated. */
                imported: number;
                /** @description How many scripts failed, and how often the legacy store did not answer, in the last 24 hours. */
                errors_24h: number;
                /**
                 * Format: date-time
                 * @description When the connection was last changed.
                 */
                changed_at: string;
            };
        };
        /** @description A page of summaries. */
        ConnectionSummaryPage: {
            /** @description The connections of the page. */
            connections: components["schemas"]["ConnectionSummary"][];
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
        };
        /** @description Whether a legacy store answers. */
        ConnectionTest: {
            /** @description Whether the legacy store answered. */
            ok: boolean;
            /** @description The steps, in their order. */
            steps: components["schemas"]["ConnectionTestStep"][];
            /** @description How long the run took, in milliseconds. */
            duration_ms: number;
        };
        /**
         * @description Values to test a connection with.
         * @example {}
         * @example {
         *       "configuration": {
         *         "DB_PORT": "5433"
         *       }
         *     }
         */
        ConnectionTestCreate: {
            /** @description Values that are not saved yet. Keys that are not named have their saved values. */
            configuration?: {
                [key: string]: string;
            };
        };
        /** @description A step on the way to a legacy store. */
        ConnectionTestStep: {
            /**
             * @description Names the step. For programs.
             * @enum {string}
             */
            id: "name" | "address" | "encryption" | "credentials" | "query";
            /** @description Whether the step succeeded; null when it was not reached or not needed. */
            ok: boolean | null;
            /** @description What happened, and what to change. For people. */
            detail: string;
        };
        /**
         * @description Members of a connection to change.
         * @example {
         *       "display_name": "Customers"
         *     }
         */
        ConnectionUpdate: {
            /** @description Cannot be changed: sent, it must be as it was read. */
            name?: unknown;
            /** @description Cannot be changed: sent, it must be as it was read. */
            strategy?: unknown;
            /** @description The options that replace all options that were there. */
            options?: components["schemas"]["ConnectionOptions"];
            /** @description The name that people are shown. */
            display_name?: string | null;
            /** @description The IDs of the clients that may use the connection. */
            enabled_clients?: string[] | null;
            /** @description The name of the connection, and no other: it is what `realm` at the token endpoint names. */
            realms?: string[] | null;
            /** @description Texts by name, for programs. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description Kept only: Ferry’s sign-in page has no buttons of connections. Whether a sign-in page shows the connection as a button. */
            show_as_button?: boolean | null;
            /** @description Ferry takes false. Ferry has no organizations and no domains to share a connection with. Whether the connection is shared by domains. */
            is_domain_connection?: boolean | null;
            /** @description Whether the connection is for signing in. */
            authentication?: {
                /** @description Ferry takes true. Every connection of Ferry signs people in. Whether people can sign in. */
                active?: boolean;
            } | null;
            /** @description Whether the connection is for accounts at other services. */
            connected_accounts?: {
                /** @description Ferry takes false. Ferry has no token vault. Whether tokens of other services are kept. */
                active?: boolean;
                /** @description Ferry takes false. Ferry has no token vault. */
                cross_app_access?: unknown;
                /** @description Ferry takes false. Ferry has no token vault. */
                allow_missing_user_id?: unknown;
            } | null;
            /** @description Ferry takes {"active":false}. Ferry has no cross-app access. */
            cross_app_access_requesting_app?: unknown;
            /** @description Ferry takes {"status":"disabled"}. Ferry has no cross-app access. */
            cross_app_access_resource_app?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
        };
        /** @description How Ferry keeps the password of one identity. */
        Credential: {
            /** @description The name of the connection. */
            connection: string;
            /** @description The provider of the identity: `auth0`. */
            provider: string;
            /** @description The ID of the identity: without `auth0|`. */
            user_id: string;
            /** @description How the hash was made. Missing when only the legacy store knows the password. */
            password?: {
                /** @description The algorithm, such as `argon2id`. */
                algorithm: string;
                /** @description Memory that one hash takes, in KiB. */
                memory_cost: number;
                /** @description Passes over the memory. */
                time_cost: number;
                /** @description Lanes that can be computed at the same time. */
                parallelism: number;
            };
        };
        /** @description How Ferry keeps the passwords of a user. */
        Credentials: {
            /** @description One for each identity of the user. */
            credentials: components["schemas"]["Credential"][];
        };
        /**
         * @description A host name of the tenant. Settings that are kept only are further members.
         * @example {
         *       "custom_domain_id": "cd_d2VqK0zN4cVx8Yb1",
         *       "domain": "login.example.com",
         *       "primary": false,
         *       "is_default": false,
         *       "status": "pending_verification",
         *       "type": "self_managed_certs",
         *       "verification": {
         *         "methods": [
         *           {
         *             "name": "txt",
         *             "domain": "_ferry-challenge.login.example.com",
         *             "record": "ferry-domain-verification=Vb1d2VqK0zN4cVx8Yb1d2VqK0zN4cVx8"
         *           }
         *         ],
         *         "status": "pending"
         *       },
         *       "tls_policy": "recommended",
         *       "custom_client_ip_header": null
         *     }
         */
        CustomDomain: {
            /** @description The ID of the custom domain. */
            custom_domain_id: string;
            /** @description The host name, such as `login.example.com`, at which the tenant answers once it is verified. It is never changed. */
            domain: string;
            /** @description Whether links of emails start with it. */
            primary: boolean;
            /** @description The same as `primary`, as newer clients of Auth0 read it. */
            is_default: boolean;
            /**
             * @description `ready`: the tenant answers at the domain. `pending_verification`: it does not yet.
             * @enum {string}
             */
            status: "pending_verification" | "ready";
            /**
             * @description The proxy in front of Ferry has the certificates.
             * @constant
             */
            type: "self_managed_certs";
            /** @description The proof of the domain. */
            verification: {
                /** @description What proves that the domain is the tenant’s. */
                methods: {
                    /**
                     * @description A TXT record proves the domain.
                     * @constant
                     */
                    name: "txt";
                    /** @description The name of the record. */
                    domain: string;
                    /** @description The value of the record. */
                    record: string;
                }[];
                /**
                 * @description How the last look-up ended.
                 * @enum {string}
                 */
                status: "verified" | "pending" | "failed";
                /** @description Why `verify` has not verified the domain. */
                error_msg?: string;
                /**
                 * Format: date-time
                 * @description When the domain was verified.
                 */
                last_verified_at?: string;
            };
            /**
             * @description What Auth0’s clients read; the proxy decides.
             * @constant
             */
            tls_policy: "recommended";
            /** @description The header that a proxy puts the address of the client into. */
            custom_client_ip_header?: ("true-client-ip" | "cf-connecting-ip" | "x-forwarded-for" | "x-azure-clientip" | "") | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A new custom domain.
         * @example {
         *       "domain": "login.example.com",
         *       "type": "self_managed_certs"
         *     }
         */
        CustomDomainCreate: {
            /** @description The host name, such as `login.example.com`, at which the tenant answers once it is verified. It is never changed. */
            domain: string;
            /** @description Kept only: The address of a client comes from the proxies of FERRY_TRUSTED_PROXIES. The header that a proxy puts the address of the client into. */
            custom_client_ip_header?: ("true-client-ip" | "cf-connecting-ip" | "x-forwarded-for" | "x-azure-clientip" | "") | null;
            /** @description Kept only: Ferry gives them to no page and no email. Up to ten texts about the domain. */
            domain_metadata?: {
                [key: string]: string | null;
            } | null;
            /** @description Kept only: Ferry has no passkeys. The name that passkeys belong to. */
            relying_party_identifier?: string | null;
            /** @description Ferry takes "self_managed_certs", "auth0_managed_certs". TLS ends at the proxy in front of Ferry, which also has the certificates. A domain reads as self_managed_certs. */
            type?: unknown;
            /** @description Ferry takes "txt". Ferry looks for a TXT record. */
            verification_method?: unknown;
            /** @description Ferry takes "recommended". TLS ends at the proxy in front of Ferry, which also has the certificates. */
            tls_policy?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            custom_domain_id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            primary?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            is_default?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            status?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            verification?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            origin_domain_name?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            certificate?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description Members of a custom domain to change; null removes one.
         * @example {
         *       "domain_metadata": {
         *         "brand": "acme"
         *       }
         *     }
         */
        CustomDomainUpdate: {
            /** @description Kept only: The address of a client comes from the proxies of FERRY_TRUSTED_PROXIES. The header that a proxy puts the address of the client into. */
            custom_client_ip_header?: ("true-client-ip" | "cf-connecting-ip" | "x-forwarded-for" | "x-azure-clientip" | "") | null;
            /** @description Kept only: Ferry gives them to no page and no email. Up to ten texts about the domain. */
            domain_metadata?: {
                [key: string]: string | null;
            } | null;
            /** @description Kept only: Ferry has no passkeys. The name that passkeys belong to. */
            relying_party_identifier?: string | null;
            /** @description Cannot be changed. It can be sent as it was read. */
            domain?: unknown;
            /** @description Cannot be changed. It can be sent as it was read. */
            type?: unknown;
            /** @description Ferry takes "recommended". TLS ends at the proxy in front of Ferry, which also has the certificates. */
            tls_policy?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            custom_domain_id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            primary?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            is_default?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            status?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            verification?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            origin_domain_name?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            certificate?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
        };
        /** @description The version that was deployed. */
        DeployedVersion: {
            /** @description The number of the new version. */
            version: number;
            /** @description The connection as it is now. */
            connection: components["schemas"]["Connection"];
        };
        /**
         * @description How to deploy the draft.
         * @example {
         *       "draft_revision": 7,
         *       "note": "Look up by username"
         *     }
         */
        Deployment: {
            /** @description The `revision` of the draft as it was read. If someone has saved since, the answer is 412. */
            draft_revision?: number;
            /**
             * @description True deploys although the live scripts have changed since the draft was started.
             * @default false
             */
            force?: boolean;
            /** @description What to say about the version. */
            note?: string;
        };
        /** @description A page of the list, with `take` or `from`. */
        DeviceCredentialCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            device_credentials: components["schemas"]["PartialDeviceCredential"][];
        };
        /** @description A page of the list, with `include_totals`. */
        DeviceCredentialPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            device_credentials: components["schemas"]["PartialDeviceCredential"][];
        };
        /** @description The scripts of a connection that are being written. */
        Draft: {
            /** @description Whether someone has saved a draft. False: these are the live scripts. */
            exists: boolean;
            /** @description Counts the saves of all drafts of the connection; 0 without a draft. In quotes it is the `ETag`. */
            revision: number;
            /** @description The version of the connection that the draft was started from. */
            parent_version: number;
            /** @description The version that is live. */
            live_version: number;
            /** @description Whether the live scripts have changed since `parent_version`: deploying the draft then needs a merge, or `force`. */
            is_behind: boolean;
            /** @description What the draft changes of the live scripts. */
            changed: {
                [key: string]: components["schemas"]["LineCounts"];
            };
            /** @description The keys that these scripts read from `configuration` and that are not set. */
            missing_configuration: string[];
            /** @description The texts of the scripts by name. */
            scripts: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When the draft was last saved.
             */
            saved_at?: string;
            /** @description The ID of the client or member who saved it. */
            saved_by?: string;
            /** @description The name of that client or member, while it exists. */
            saved_by_name?: string;
        };
        /**
         * @description The scripts of the draft.
         * @example {
         *       "scripts": {
         *         "login": "function login (email, password, callback) { … }"
         *       }
         *     }
         */
        DraftSave: {
            /** @description The texts of the scripts by name. */
            scripts: {
                [key: string]: string;
            };
            /** @description The version that the draft is started from. To be sent after a merge with newer live scripts. */
            parent_version?: number;
        };
        /** @description Whether `login` and `get_user` say the same about a person. */
        Drift: {
            /**
             * @description Whether the scripts agree; `unknown`: a run returned no profile to compare.
             * @enum {string}
             */
            verdict: "same" | "different" | "unknown";
            /** @description The run of `login`, and the two runs of `get_user`. */
            runs: {
                /**
                 * @description The script that ran.
                 * @enum {string}
                 */
                script: "login" | "get_user";
                /**
                 * @description What the run returned.
                 * @enum {string}
                 */
                ending: "profile" | "nobody" | "failed";
                /** @description Why the run failed. */
                error?: {
                    /** @description Names the error. For programs. */
                    code: string;
                    /** @description What went wrong. For people. */
                    message: string;
                };
                /** @description How long the run took, in milliseconds. */
                duration_ms: number;
            }[];
            /** @description What a migration demands of the profiles, one by one. */
            checks: {
                /**
                 * @description Names the check. For programs.
                 * @enum {string}
                 */
                id: "login" | "found" | "same_user_id" | "stable_user_id" | "stable_profile" | "same_profile" | "arrival" | "mfa_factors";
                /** @description Null when a run gave no answer. */
                ok: boolean | null;
                /** @description What was found. For people. */
                message: string;
            }[];
            /** @description Where the profiles of `login` (first) and `get_user` (second) differ. Secrets are redacted. */
            differences: components["schemas"]["ProfileDifference"][];
            /** @description Where the two profiles of `get_user` differ. */
            unstable: components["schemas"]["ProfileDifference"][];
        };
        /**
         * @description The person to ask both scripts about.
         * @example {
         *       "identifier": "ann@example.com",
         *       "password": "correct horse battery"
         *     }
         */
        DriftCheck: {
            /** @description The email address or username, as it is typed to sign in. */
            identifier: string;
            /** @description The password of the person. */
            password: string;
            /**
             * @description Unsaved texts to run in place of the saved ones.
             * @default {}
             */
            scripts?: {
                /** @description The text of the `login` script. */
                login?: string;
                /** @description The text of the `get_user` script. */
                get_user?: string;
            };
            /** @description Unsaved values to use in place of the saved ones. */
            configuration?: {
                [key: string]: string;
            };
        };
        /** @description Where emails go. */
        EmailDelivery: {
            /**
             * @description `smtp`: to an email server; `outbox`: into files of the server, and to no person.
             * @enum {string}
             */
            kind: "smtp" | "outbox";
            /** @description The name of the sender. */
            from_name: string;
            /** @description The address of the sender. Missing for files. */
            from?: string;
        };
        /**
         * @description A tenant’s own text of an email.
         * @example {
         *       "enabled": true,
         *       "subject": "Welcome to the shop",
         *       "body": "<p>Please <a href=\"{{ url }}\">confirm your address</a>.</p>",
         *       "syntax": "liquid"
         *     }
         */
        EmailTemplate: {
            /** @description The sender. */
            from?: string;
            /** @description Where the link leads in the end. */
            resultUrl?: string;
            /** @description Whether that address gets `email`. */
            includeEmailInRedirect?: boolean;
            /** @description How many seconds the link works. */
            urlLifetimeInSeconds?: number;
            /** @description The name of the email, as in the address. */
            template?: string;
            /**
             * @description False: Ferry’s own text is sent.
             * @default true
             */
            enabled: boolean;
            /** @description The subject, as a Liquid template. Values are not escaped. */
            subject: string;
            /** @description The HTML, as a Liquid template: `{{ user.name }}`, `{% if user.email_verified %}`. Values are always escaped. No other text can be included. */
            body: string;
            /** @description The plain text, as a Liquid template. Without it, Ferry makes one from the HTML. */
            text?: string;
            /**
             * @description The language of the templates.
             * @default liquid
             * @constant
             */
            syntax: "liquid";
        };
        /**
         * @description The text of an email, with its name.
         * @example {
         *       "template": "reset_email",
         *       "subject": "Welcome to the shop",
         *       "body": "<p>Please <a href=\"{{ url }}\">confirm your address</a>.</p>"
         *     }
         */
        EmailTemplateCreate: {
            /** @description Kept only: The address in the operator’s settings is the sender of every email. The sender. */
            from?: string;
            /** @description Kept only: A link leads to a page of Ferry; tickets can name another page after it. Where the link leads in the end. */
            resultUrl?: string;
            /** @description Kept only: A link leads to a page of Ferry; tickets can name another page after it. Whether that address gets `email`. */
            includeEmailInRedirect?: boolean;
            /** @description Ferry takes numbers from 3600, and kept only. Links to set a new password work for an hour, the others for a day. How many seconds the link works. */
            urlLifetimeInSeconds?: number;
            /** @description The name of the email: verify_email, reset_email, blocked_account, change_password. */
            template: string;
            /**
             * @description False: Ferry’s own text is sent.
             * @default true
             */
            enabled?: boolean;
            /** @description The subject, as a Liquid template. Values are not escaped. */
            subject: string;
            /** @description The HTML, as a Liquid template: `{{ user.name }}`, `{% if user.email_verified %}`. Values are always escaped. No other text can be included. */
            body: string;
            /** @description The plain text, as a Liquid template. Without it, Ferry makes one from the HTML. */
            text?: string;
            /**
             * @description The language of the templates.
             * @default liquid
             * @constant
             */
            syntax?: "liquid";
        };
        /**
         * @description The text of an email.
         * @example {
         *       "subject": "Welcome to the shop",
         *       "body": "<p>Please <a href=\"{{ url }}\">confirm your address</a>.</p>"
         *     }
         */
        EmailTemplateSet: {
            /** @description Kept only: The address in the operator’s settings is the sender of every email. The sender. */
            from?: string;
            /** @description Kept only: A link leads to a page of Ferry; tickets can name another page after it. Where the link leads in the end. */
            resultUrl?: string;
            /** @description Kept only: A link leads to a page of Ferry; tickets can name another page after it. Whether that address gets `email`. */
            includeEmailInRedirect?: boolean;
            /** @description Ferry takes numbers from 3600, and kept only. Links to set a new password work for an hour, the others for a day. How many seconds the link works. */
            urlLifetimeInSeconds?: number;
            /** @description The name of the email, as in the address. */
            template?: string;
            /**
             * @description False: Ferry’s own text is sent.
             * @default true
             */
            enabled?: boolean;
            /** @description The subject, as a Liquid template. Values are not escaped. */
            subject: string;
            /** @description The HTML, as a Liquid template: `{{ user.name }}`, `{% if user.email_verified %}`. Values are always escaped. No other text can be included. */
            body: string;
            /** @description The plain text, as a Liquid template. Without it, Ferry makes one from the HTML. */
            text?: string;
            /**
             * @description The language of the templates.
             * @default liquid
             * @constant
             */
            syntax?: "liquid";
        };
        /**
         * @description Members of an email template to change.
         * @example {
         *       "subject": "Welcome to the shop"
         *     }
         */
        EmailTemplateUpdate: {
            /** @description Kept only: The address in the operator’s settings is the sender of every email. The sender. */
            from?: string;
            /** @description Kept only: A link leads to a page of Ferry; tickets can name another page after it. Where the link leads in the end. */
            resultUrl?: string;
            /** @description Kept only: A link leads to a page of Ferry; tickets can name another page after it. Whether that address gets `email`. */
            includeEmailInRedirect?: boolean;
            /** @description Ferry takes numbers from 3600, and kept only. Links to set a new password work for an hour, the others for a day. How many seconds the link works. */
            urlLifetimeInSeconds?: number;
            /** @description The name of the email, as in the address. */
            template?: string;
            /** @description False: Ferry’s own text is sent. */
            enabled?: boolean;
            /** @description The subject, as a Liquid template. Values are not escaped. */
            subject?: string;
            /** @description The HTML, as a Liquid template: `{{ user.name }}`, `{% if user.email_verified %}`. Values are always escaped. No other text can be included. */
            body?: string;
            /** @description The plain text, as a Liquid template. Without it, Ferry makes one from the HTML. */
            text?: string | null;
            /**
             * @description The language of the templates.
             * @constant
             */
            syntax?: "liquid";
        };
        /**
         * @description What a user has allowed an application.
         * @example {
         *       "id": "cns_d2VqK0zN4cVx8Yb1",
         *       "clientID": "Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW",
         *       "user_id": "auth0|42",
         *       "audience": "https://orders.example.com",
         *       "scope": [
         *         "openid",
         *         "read:orders"
         *       ]
         *     }
         */
        Grant: {
            /** @description The ID of the grant. */
            id: string;
            /** @description The ID of the client that the user has allowed it. */
            clientID: string;
            /** @description The `user_id` of the user. */
            user_id: string;
            /** @description The audience of the tokens: an API, or userinfo. */
            audience: string;
            /** @description The scopes that the user has allowed. */
            scope: string[];
        };
        /** @description A page of the list, with `take` or `from`. */
        GrantCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            grants: components["schemas"]["Grant"][];
        };
        /** @description A page of the list, with `include_totals`. */
        GrantPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            grants: components["schemas"]["Grant"][];
        };
        /** @description An identity of a user: who the user is at one connection. */
        Identity: {
            /** @description The name of the connection. */
            connection: string;
            /** @description The ID of the identity at its provider: without `auth0|`. */
            user_id: string;
            /** @description `auth0` for every connection of Ferry. */
            provider: string;
            /** @description Always false: Ferry has no social connections. */
            isSocial: boolean;
            /** @description Only of a linked identity: its profile as a user. */
            profileData?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description The user to link: by provider and ID, or by an ID token.
         * @example {
         *       "provider": "auth0",
         *       "user_id": "43"
         *     }
         */
        IdentityLink: {
            /**
             * @description The provider of the other user.
             * @constant
             */
            provider?: "auth0";
            /** @description The ID of the other user, with or without `auth0|`. */
            user_id?: string;
            /** @description The ID of the connection, when several connections have a user of this ID. */
            connection_id?: string;
            /** @description An ID token of the other user, in place of the other members. */
            link_with?: string;
        };
        /**
         * @description The identity that the user was made with. Linked identities cannot be named.
         * @example {
         *       "user_id": "42",
         *       "provider": "auth0"
         *     }
         */
        IdentityReference: {
            /** @description The ID of the identity: without `auth0|`. */
            user_id: string;
            /** @description The provider of the identity: `auth0`. */
            provider: string;
            /** @description The ID of the identity’s connection. */
            connection_id?: string;
        };
        /** @description An `Identity`, with the tokens of its legacy service. */
        IdentityWithTokens: {
            /** @description The name of the connection. */
            connection: string;
            /** @description The ID of the identity at its provider: without `auth0|`. */
            user_id: string;
            /** @description `auth0` for every connection of Ferry. */
            provider: string;
            /** @description Always false: Ferry has no social connections. */
            isSocial: boolean;
            /** @description Only of a linked identity: its profile as a user. */
            profileData?: {
                [key: string]: unknown;
            };
            /** @description The access token that the login script returned last. Only with `read:user_idp_tokens`. */
            access_token?: string;
            /** @description The refresh token that the login script returned last. Only with `read:user_idp_tokens`. */
            refresh_token?: string;
        };
        /**
         * @description Work that continues after the answer.
         * @example {
         *       "id": "job_8sLq0PzX4vNbk2Jd",
         *       "type": "verification_email",
         *       "status": "pending",
         *       "created_at": "2026-05-04T10:11:12.000Z"
         *     }
         */
        Job: {
            /** @description The ID of the job. */
            id: string;
            /** @description The kind of the job. */
            type: string;
            /**
             * @description How the job stands.
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed";
            /** @description When the job was created, in ISO 8601. */
            created_at: string;
            /** @description The ID of the connection that the job is about. */
            connection_id?: string;
            /** @description The name of that connection. */
            connection?: string;
        };
        /** @description A setting that is stored and read back, and nothing more. */
        KeptSetting: {
            /** @description The name of the setting; `a.b` for the member `b` of `a`. */
            name: string;
            /** @description What Ferry lacks for it, as a sentence. */
            why: string;
        };
        /** @description What Ferry stores of a client and does not obey. */
        KeptSettings: {
            /** @description In the order of the API’s description. */
            settings: components["schemas"]["KeptSetting"][];
        };
        /**
         * @description Nothing: the saved script runs with the saved configuration.
         * @example {}
         */
        LegacyCountCreate: Record<string, never>;
        /** @description How many people the legacy store of a connection has. */
        LegacyTotal: {
            /** @description How many people the legacy store has. Missing while unknown. */
            total?: number;
            /**
             * @description Who said so: `typed` by a member or client, or counted by the `script` of `options.ferry_count`.
             * @enum {string}
             */
            source?: "typed" | "script";
            /**
             * Format: date-time
             * @description When it was typed or counted.
             */
            at?: string;
            /**
             * Format: date-time
             * @description When the script last ran.
             */
            tried_at?: string;
            /** @description The ID of the record of that run. */
            run_id?: string;
            /** @description Why the last count failed, for people. The total before it stays. */
            problem?: string;
        };
        /**
         * @description How many people the legacy store has.
         * @example {
         *       "total": 10234
         *     }
         */
        LegacyTotalInput: {
            /** @description How many people the legacy store has. */
            total: number;
        };
        /** @description How many lines of a script changed. */
        LineCounts: {
            /** @description How many lines were added. */
            lines_added: number;
            /** @description How many lines were removed. */
            lines_removed: number;
        };
        /** @description A page of the list, with `include_totals`. */
        LogEntryPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            logs: components["schemas"]["PartialLogEntry"][];
        };
        /**
         * @description Names by which a user signs in beside email address and username.
         * @example [
         *       {
         *         "name": "4711",
         *         "connection": "legacy",
         *         "user_id": "42",
         *         "created_at": "2026-05-04T10:11:12.000Z"
         *       }
         *     ]
         */
        LoginNames: {
            /** @description The name, as it is looked up: A–Z in lower case. */
            name: string;
            /** @description The name of the connection. */
            connection: string;
            /** @description The ID of the identity, without `auth0|`. */
            user_id: string;
            /**
             * Format: date-time
             * @description When the user first signed in by it.
             */
            created_at: string;
        }[];
        /** @description A step of a sign-in. */
        LoginStep: {
            /**
             * @description Names the step. For programs.
             * @enum {string}
             */
            id: "in_ferry" | "script" | "validation" | "import" | "tokens";
            /** @description Whether the step succeeded; null when the sign-in did not reach it. */
            ok: boolean | null;
            /** @description What happened. For people. */
            detail: string;
            /** @description How long the step took, in milliseconds, where it was measured. */
            duration_ms: number | null;
        };
        /** @description A tried login, step by step. */
        LoginTrial: {
            /** @description Whether the sign-in succeeded. */
            ok: boolean;
            /** @description The steps of a sign-in, in their order. */
            steps: components["schemas"]["LoginStep"][];
            /** @description The user who was signed in. */
            user?: {
                /** @description The ID of the user. */
                user_id: string;
                /** @description The email address. */
                email?: string;
            };
            /** @description The run of the login script. Missing when it did not run. */
            run?: {
                /** @description The ID of the record of the run. A preview leaves no record. */
                run_id?: string;
                /** @description How long the run took, in milliseconds. */
                duration_ms: number;
                /** @description How many milliseconds of processor time the script used. */
                cpu_ms: number;
                /** @description What the script wrote with `console`. */
                logs: {
                    /** @description Milliseconds since the run started. */
                    at_ms: number;
                    /** @description The method of `console`. */
                    level: string;
                    /** @description The text. */
                    text: string;
                }[];
                /** @description What the script asked of the network, in order. */
                trace: {
                    [key: string]: unknown;
                }[];
            };
            /** @description What an import demands of the profile, one by one. */
            checks: components["schemas"]["ProfileCheck"][];
            /** @description The claims that the client would get with the scopes `openid`, `profile` and `email`. No token is made. */
            id_token_claims?: {
                [key: string]: unknown;
            };
            /** @description Why the sign-in failed. */
            error?: {
                /** @description Names the error. For programs. */
                code: string;
                /** @description What went wrong. For people. */
                message: string;
                /** @description What the script said when it refused the sign-in. */
                script_message?: string;
                /** @description The line of the login script. */
                line?: number;
                /** @description The column of the login script. */
                column?: number;
                /** @description Only of `profile_conflict`: the user that the profile conflicts with. */
                clash?: components["schemas"]["ProfileClash"];
            };
        };
        /**
         * @description The sign-in to try.
         * @example {
         *       "identifier": "ann@example.com",
         *       "password": "correct horse battery",
         *       "mode": "preview"
         *     }
         */
        LoginTrialCreate: {
            /** @description The email address or username, as it is typed to sign in. */
            identifier: string;
            /** @description The password of the person. */
            password: string;
            /** @description The client to sign in at. By default, the first that may use the connection. */
            client_id?: string;
            /**
             * @description `preview` stores nothing. `real` imports the user, is logged, and counts wrong passwords.
             * @enum {string}
             */
            mode: "preview" | "real";
        };
        /**
         * @description A person who works with the dashboard.
         * @example {
         *       "member_id": "mem_k2Jd8sLq0PzX4vNb",
         *       "email": "olivia@example.com",
         *       "role": "owner",
         *       "created_at": "2026-05-04T10:11:12.000Z",
         *       "updated_at": "2026-05-04T10:11:12.000Z"
         *     }
         */
        Member: {
            /** @description The ID of the member. */
            member_id: string;
            /** @description The email address that the member signs in with. */
            email: string;
            /** @description The name of the member. */
            name?: string;
            role: components["schemas"]["MemberRole"];
            /**
             * Format: date-time
             * @description When the member was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the member was last changed.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When the member last signed in.
             */
            last_login?: string;
        };
        /**
         * @description A new member.
         * @example {
         *       "email": "ed@example.com",
         *       "password": "correct horse battery staple",
         *       "role": "editor"
         *     }
         */
        MemberCreate: {
            /** @description The email address to sign in with. */
            email: string;
            /** @description The password, of at least 12 characters. */
            password: string;
            /** @description The name of the member. */
            name?: string;
            role: components["schemas"]["MemberRole"];
        };
        /**
         * @description An invitation to the dashboard that nobody has accepted yet.
         * @example {
         *       "id": "inv_k2Jd8sLq0PzX4vNb",
         *       "email": "ed@example.com",
         *       "role": "editor",
         *       "invited_by": "mem_k2Jd8sLq0PzX4vNb",
         *       "created_at": "2026-05-04T10:11:12.000Z",
         *       "sent_at": "2026-05-04T10:11:12.000Z",
         *       "expires_at": "2026-05-11T10:11:12.000Z",
         *       "is_expired": false
         *     }
         */
        MemberInvitation: {
            /** @description The ID of the invitation. */
            id: string;
            /** @description The email address that was invited. */
            email: string;
            /** @description The name that the member will have. */
            name?: string;
            role: components["schemas"]["MemberRole"];
            /** @description The ID of the member or client that sent the invitation last. */
            invited_by: string;
            /**
             * Format: date-time
             * @description When the invitation was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its newest email was sent.
             */
            sent_at: string;
            /**
             * Format: date-time
             * @description When its link stops working.
             */
            expires_at: string;
            /** @description Whether the link has expired. Send the invitation again. */
            is_expired: boolean;
        };
        /**
         * @description Whom to invite.
         * @example {
         *       "email": "ed@example.com",
         *       "role": "editor"
         *     }
         */
        MemberInvitationCreate: {
            /** @description The email address to invite, with which the member will sign in. */
            email: string;
            /** @description The name of the member. */
            name?: string;
            role: components["schemas"]["MemberRole"];
        };
        /** @description For whom a link is. */
        MemberLink: {
            /**
             * @description `invitation`: a new member; `password`: a new password of a member.
             * @enum {string}
             */
            purpose: "invitation" | "password";
            /** @description The email address to sign in with. */
            email: string;
            /** @description The name of the member. */
            name?: string;
            role: components["schemas"]["MemberRole"];
            /** @description The name of the tenant. */
            tenant: string;
        };
        /**
         * @description The token of the link, and the new password.
         * @example {
         *       "token": "Zk3…",
         *       "password": "correct horse battery staple"
         *     }
         */
        MemberLinkUse: {
            /** @description The token of the link. */
            token: string;
            /** @description The password, of at least 12 characters. */
            password: string;
            /** @description The name of a new member; a member who was there keeps the name. */
            name?: string;
        };
        /**
         * @description What a member may do. `owner`: everything. `admin`: everything but managing tenants. `editor`: change and deploy scripts. `viewer`: read everything. `support`: help users.
         * @enum {string}
         */
        MemberRole: "owner" | "admin" | "editor" | "viewer" | "support";
        /**
         * @description Members of a member to change.
         * @example {
         *       "role": "admin"
         *     }
         */
        MemberUpdate: {
            /** @description The name of the member; null removes it. */
            name?: string | null;
            role?: components["schemas"]["MemberRole"];
            /** @description The new password. It ends the sessions of the member. */
            password?: string;
            /** @description Set by the server. It can be sent as it was read. */
            member_id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            email?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_login?: unknown;
        };
        /**
         * @description How to complete a migration.
         * @example {}
         */
        MigrationCompletion: {
            /**
             * @description True completes the migration although some users could no longer sign in.
             * @default false
             */
            force?: boolean;
        };
        /** @description A user who was migrated, or whose migration failed. */
        MigrationEvent: {
            /** @description The ID of the event. */
            event_id: string;
            /**
             * @description Whether the user was migrated.
             * @enum {string}
             */
            kind: "migrated" | "failed";
            /** @description The user, when there is one. */
            user_id?: string;
            /** @description What migrated the user, or the code that the migration failed with. */
            detail: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description The version of the connection. Missing in older records. */
            revision?: number;
            /** @description The run of the script. Missing in older records. */
            run_id?: string;
        };
        /** @description When most people are migrated, and what that is made of. */
        MigrationForecast: {
            /**
             * @description `none`: nothing honest can be said, see `why`.
             * @enum {string}
             */
            kind: "range" | "none";
            /**
             * @description `no_total`: the number of people in the legacy store is unknown; `done`; `too_young`: the migration started less than 28 days ago; `too_few` people came in 14 days; `pace_falls`: too fast to say when it ends.
             * @enum {string}
             */
            why?: "no_total" | "done" | "too_young" | "too_few" | "pace_falls";
            /** @description The share of people that the forecast is about. */
            target_percent: number;
            /**
             * Format: date-time
             * @description When it is reached at the present pace.
             */
            earliest?: string;
            /**
             * Format: date-time
             * @description When it is reached if the pace falls as it fell before.
             */
            latest?: string;
            /** @description The length of each of the two periods, in days. */
            days: number;
            /** @description How many people were migrated in the last period. */
            recent: number;
            /** @description How many in the period before. */
            before: number;
        };
        /** @description What happened in all migrations of a tenant. */
        MigrationOverview: {
            /**
             * Format: date-time
             * @description When the first day starts.
             */
            from: string;
            /** @description The counts of each connection. */
            counts: {
                /** @description The connection. */
                connection_id: string;
                /**
                 * @description `migrated`; `joined`: signed up while the connection imports; `failed`: the script failed, or its profile cannot be stored; `conflict`: another user has what the profile needs; `refused` by a rule; `denied`: a wrong password or an unknown name; `seen`: a script found the person; `tombstoned`: deleted for good.
                 * @enum {string}
                 */
                state: "migrated" | "joined" | "failed" | "conflict" | "refused" | "denied" | "seen" | "tombstoned";
                /** @description How people were migrated, or the code why they were not. Empty for states without a reason. */
                reason: string;
                /** @description How many there were. */
                events: number;
            }[];
        };
        /** @description How often something happened in an hour or a day. */
        MigrationPoint: {
            /**
             * Format: date-time
             * @description When the hour or day starts, UTC.
             */
            starts_at: string;
            /**
             * @description `migrated`; `joined`: signed up while the connection imports; `failed`: the script failed, or its profile cannot be stored; `conflict`: another user has what the profile needs; `refused` by a rule; `denied`: a wrong password or an unknown name; `seen`: a script found the person; `tombstoned`: deleted for good.
             * @enum {string}
             */
            state: "migrated" | "joined" | "failed" | "conflict" | "refused" | "denied" | "seen" | "tombstoned";
            /** @description How people were migrated, or the code why they were not. Empty for states without a reason. */
            reason: string;
            /** @description How many there were. */
            events: number;
        };
        /** @description How far the migration of a connection is. */
        MigrationProgress: {
            /** @description The ID of the connection. */
            connection_id: string;
            mode: components["schemas"]["ConnectionMode"];
            /** @description How many users Ferry stores. */
            users: number;
            /** @description How many of them are migrated. */
            migrated: number;
            /** @description How often the scripts ran, by script and purpose. */
            runs: components["schemas"]["RunCount"][];
            /** @description The newest 10,000 failed migrations, counted by code. */
            failures: {
                /** @description The code that the migrations failed with. */
                code: string;
                /** @description How many failed with it. */
                events: number;
            }[];
            /** @description The newest events, at most 50. */
            events: components["schemas"]["MigrationEvent"][];
            /** @description Migrated people in percent of the legacy store’s. Missing while their number is unknown. */
            percent?: number;
            /** @description How many people are still only in the legacy store, at most. */
            left?: number;
            /** @description Whether more people were migrated than the legacy store is said to have: count them anew. */
            total_is_old: boolean;
            legacy_total: components["schemas"]["LegacyTotal"];
            forecast: components["schemas"]["MigrationForecast"];
            /** @description What happened today, UTC. */
            today: {
                /**
                 * @description `migrated`; `joined`: signed up while the connection imports; `failed`: the script failed, or its profile cannot be stored; `conflict`: another user has what the profile needs; `refused` by a rule; `denied`: a wrong password or an unknown name; `seen`: a script found the person; `tombstoned`: deleted for good.
                 * @enum {string}
                 */
                state: "migrated" | "joined" | "failed" | "conflict" | "refused" | "denied" | "seen" | "tombstoned";
                /** @description How people were migrated, or the code why they were not. Empty for states without a reason. */
                reason: string;
                /** @description How many there were. */
                events: number;
            }[];
            /** @description What happened since the migration started. People who were migrated and deleted later are still counted. */
            outcomes: {
                /**
                 * @description `migrated`; `joined`: signed up while the connection imports; `failed`: the script failed, or its profile cannot be stored; `conflict`: another user has what the profile needs; `refused` by a rule; `denied`: a wrong password or an unknown name; `seen`: a script found the person; `tombstoned`: deleted for good.
                 * @enum {string}
                 */
                state: "migrated" | "joined" | "failed" | "conflict" | "refused" | "denied" | "seen" | "tombstoned";
                /** @description How people were migrated, or the code why they were not. Empty for states without a reason. */
                reason: string;
                /** @description How many there were. */
                events: number;
            }[];
            /** @description People whom a script has found and who are not migrated, by state: the newest 100,000. Names that no script knows are only counted. */
            waiting: {
                /**
                 * @description Their state.
                 * @enum {string}
                 */
                state: "seen" | "failed" | "conflict" | "refused" | "tombstoned";
                /** @description How many there are. */
                people: number;
            }[];
        };
        /** @description A migration by day or hour. */
        MigrationSeries: {
            /**
             * @description The length of a step.
             * @enum {string}
             */
            span: "day" | "hour";
            /**
             * Format: date-time
             * @description When the first step starts.
             */
            from: string;
            /**
             * Format: date-time
             * @description The time after the last step.
             */
            to: string;
            /** @description The counts, the oldest first. */
            points: components["schemas"]["MigrationPoint"][];
        };
        /** @description What Ferry knows of one person. */
        MigrationStory: {
            /** @description The name that was looked up, as it is stored. */
            identifier: string;
            /** @description The user who signs in with that name. Missing when there is none. */
            user?: {
                /** @description The ID of the user. */
                user_id: string;
                /** @description Whether the name is a further sign-in name of the user. */
                by_alias: boolean;
                /** @description Whether Ferry has a password: then no script is asked. */
                has_password: boolean;
                /** @description Whether the user is blocked. */
                blocked: boolean;
                /**
                 * Format: date-time
                 * @description When the user was created.
                 */
                created_at: string;
                /** @description How the user was created, if not by a migration. */
                made_by?: string;
                /**
                 * Format: date-time
                 * @description When the user was migrated.
                 */
                migrated_at?: string;
                /** @description What migrated the user. */
                migrated_by?: string;
                /** @description The version of the connection that did it. */
                migrated_version?: number;
                /** @description The run of the script that did it. */
                run_id?: string;
            };
            /** @description Whether a user with that name was deleted and is kept from coming back. */
            tombstoned: boolean;
            /** @description What scripts said about the name, when nobody was migrated. */
            waiting: components["schemas"]["WaitingPerson"][];
            /** @description The newest entries with that name or user, at most 30. Missing without `read:logs`. */
            log?: {
                /** @description The ID of the entry. */
                log_id: string;
                /** @description The code of the event. */
                type: string;
                /** @description What happened, or why it failed. */
                description?: string;
                /** @description The run of the script. */
                run_id?: string;
                /**
                 * Format: date-time
                 * @description When it happened.
                 */
                at: string;
            }[];
        };
        /** @description What another mode would mean for the users of a connection. */
        ModeImpact: {
            /** @description The mode that the connection has. */
            from: components["schemas"]["ConnectionMode"];
            /** @description The mode that was asked about. */
            to: components["schemas"]["ConnectionMode"];
            /** @description How many users the connection has in Ferry. */
            users: number;
            /** @description How many of them have a password in Ferry. */
            with_password: number;
            /** @description How many of them could certainly no longer sign in. */
            locked_out: number;
            /** @description The consequences, one by one. */
            warnings: components["schemas"]["ModeWarning"][];
        };
        /** @description A consequence of another mode. */
        ModeWarning: {
            /**
             * @description Names the consequence. For programs.
             * @enum {string}
             */
            code: "no_password_here" | "unmigrated_people" | "never_in_legacy_store" | "legacy_password_counts" | "no_login_script" | "no_get_user_script";
            /** @description How many users it concerns. Missing when only the legacy store knows. */
            people?: number;
            /** @description The consequence. For people. */
            message: string;
        };
        /**
         * @description Texts by screen and key, under Auth0’s names. They replace those that were there.
         * @example {
         *       "login": {
         *         "title": "Welcome"
         *       }
         *     }
         */
        NewPromptTexts: {
            [key: string]: unknown;
        };
        /** @description A new tenant with its first client. */
        NewTenant: {
            /** @description The name of the tenant. */
            name: string;
            /** @description The address of the tenant: its issuer without the slash at the end. */
            public_url: string;
            /**
             * Format: date-time
             * @description When the tenant was created.
             */
            created_at: string;
            /** @description The ID of the tenant’s first client, which may do everything. */
            client_id: string;
            /** @description The secret of that client. Shown this once; Ferry keeps only its hash. */
            client_secret: string;
        };
        /**
         * @description An object without members.
         * @example {}
         */
        NoMembers: Record<string, never>;
        /** @description The tenant has no verified custom domain. */
        OwnDomain: {
            /** @description The host of the tenant’s own address. */
            domain: string;
        };
        /**
         * @description The current password and the new one.
         * @example {
         *       "current_password": "correct horse battery staple",
         *       "new_password": "seven purple turtles dance"
         *     }
         */
        OwnPasswordChange: {
            /** @description The password that the member has now. */
            current_password: string;
            /** @description The new password, of at least 12 characters. */
            new_password: string;
        };
        /**
         * @description The first owner.
         * @example {
         *       "token": "Zk3…",
         *       "email": "olivia@example.com",
         *       "password": "correct horse battery staple"
         *     }
         */
        OwnerCreate: {
            /** @description The token of the setup link. */
            token: string;
            /** @description The email address to sign in with. */
            email: string;
            /** @description The password, of at least 12 characters. */
            password: string;
            /** @description The name of the owner. */
            name?: string;
        };
        /**
         * @description A text of a hosted page that a tenant can replace.
         * @example {
         *       "prompt": "login",
         *       "screen": "login",
         *       "key": "buttonText",
         *       "other_keys": [],
         *       "default_text": "Sign in",
         *       "own_text": "Go on",
         *       "may_be_empty": false
         *     }
         */
        PageText: {
            /** @description The prompt, such as `login`. */
            prompt: string;
            /** @description The screen of the prompt, such as `login`. */
            screen: string;
            /** @description The key of the text. */
            key: string;
            /** @description Further keys for the same text, which count only where this one is not set. */
            other_keys: string[];
            /** @description Ferry’s text; `${clientName}`, `${companyName}` and `${email}` stand for values. */
            default_text: string;
            /** @description The tenant’s own text. */
            own_text?: string;
            /** @description Whether an empty text hides Ferry’s. */
            may_be_empty: boolean;
        };
        /** @description The texts of the hosted pages that a tenant can replace. */
        PageTextList: {
            /** @description The texts, in the order of the pages. */
            texts: components["schemas"]["PageText"][];
        };
        /** @description A `Client`. With `fields` or `include_fields` it has only some of the members. */
        PartialClient: {
            /** @description The ID of the client. */
            client_id?: string;
            /** @description The name of the client. */
            name?: string;
            /** @description The name of the tenant. */
            tenant?: string;
            /** @description Whether it stands for all applications, and has only the sign-in page of the tenant. */
            global?: boolean;
            /** @description False: the client belongs to someone else, so people are asked what it may have; default true. */
            is_first_party?: boolean;
            /** @description The kind of application. */
            app_type?: string;
            /** @description The grants that the client may use. */
            grant_types?: string[];
            /** @description How the client proves itself; `none`: it has no secret. Missing for one that uses keys. */
            token_endpoint_auth_method?: string;
            /** @description Addresses that people may be sent to after they have signed in. An address is compared as a whole: one with a wildcard is kept, and matches nothing. */
            callbacks?: string[];
            /** @description Addresses that people may be sent to after they have signed out. An address with a wildcard is kept, and matches nothing. */
            allowed_logout_urls?: string[];
            /** @description Origins whose web pages may call the Authentication API. */
            web_origins?: string[];
            /** @description Further origins whose web pages may call the Authentication API. */
            allowed_origins?: string[];
            /** @description How long refresh tokens live, and how they rotate. */
            refresh_token?: {
                /** @description Whether each use gives a new refresh token. */
                rotation_type: string;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A `Connection`. With `fields` or `include_fields` it has only some of the members. */
        PartialConnection: {
            /** @description The ID of the connection. */
            id?: string;
            /** @description The name of the connection, which `realm` at the token endpoint names. */
            name?: string;
            /** @description Always `auth0`: a database connection. */
            strategy?: string;
            /** @description The name that people are shown. */
            display_name?: string;
            /** @description The options. The values of `configuration` are marks: a mark that is sent back keeps its value. */
            options?: {
                [key: string]: unknown;
            };
            /** @description The IDs of the clients that may use the connection. */
            enabled_clients?: string[];
            /** @description The name of the connection. */
            realms?: string[];
            /** @description Texts by name, for programs. */
            metadata?: {
                [key: string]: string;
            };
            /** @description Always false: Ferry has no organizations. */
            is_domain_connection?: boolean;
            /** @description Kept only: Ferry has no sign-in page of its own yet. */
            show_as_button?: boolean;
            /** @description Whether the connection is for signing in. */
            authentication?: {
                /** @description Always true. */
                active: boolean;
            };
            /** @description Whether the connection is for accounts at other services. */
            connected_accounts?: {
                /** @description Always false. */
                active: boolean;
            };
        };
        /** @description A `DeviceCredential`. With `fields` or `include_fields` it has only some of the members. */
        PartialDeviceCredential: {
            /** @description The ID of the refresh token, as in `/api/v2/refresh-tokens`. It is no token: nobody can sign in with it. */
            id?: string;
            /**
             * @description The type that was asked for.
             * @enum {string}
             */
            type?: "refresh_token" | "rotating_refresh_token" | "public_key";
            /** @description The `user_id` of the user. */
            user_id?: string;
            /** @description The ID of the client that has the token. */
            client_id?: string;
        };
        /** @description An entry of the tenant’s log. With `fields` or `include_fields` it has only some of the members. */
        PartialLogEntry: {
            /** @description The ID of the entry. Later entries have greater IDs. */
            log_id?: string;
            /** @description The same value as `log_id`. */
            _id?: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            date?: string;
            /** @description Auth0’s code of the event, such as `s` for a sign-in; `smu` and `fmu` are Ferry’s own. */
            type?: string;
            /** @description What happened, or why it failed. */
            description?: string;
            /** @description The name of the connection. */
            connection?: string;
            /** @description The ID of the connection. */
            connection_id?: string;
            /** @description The client. */
            client_id?: string;
            /** @description The name of the client. */
            client_name?: string;
            /** @description The address that the request came from. */
            ip?: string;
            /** @description The host that was asked. */
            hostname?: string;
            /** @description The user. */
            user_id?: string;
            /** @description What the person typed, or the address of the user. */
            user_name?: string;
            /** @description The API that a token was made for. */
            audience?: string;
            /** @description The scopes of the token. */
            scope?: string;
            /** @description The strategy of the connection. */
            strategy?: string;
            /** @description The kind of the connection. */
            strategy_type?: string;
            /** @description Whether the browser says that it runs on a phone. */
            isMobile?: boolean;
            /** @description What the browser or program says it is. */
            user_agent?: string;
            /** @description The `X-Correlation-ID` header of the request. */
            correlation_id?: string;
            /** @description What else is known, by kind of event. */
            details?: {
                [key: string]: unknown;
            };
        };
        /** @description A `User`. With `fields` or `include_fields` it has only some of the members. */
        PartialUser: {
            /** @description The ID: `auth0|` and the ID that the legacy store or Ferry gave. */
            user_id?: string;
            /** @description The email address. */
            email?: string;
            /** @description Whether the user has confirmed the email address. */
            email_verified?: boolean;
            /** @description The username, at connections that have usernames. */
            username?: string;
            /** @description The full name. */
            name?: string;
            /** @description What the user likes to be called. */
            nickname?: string;
            /** @description The address of a picture of the user. */
            picture?: string;
            /** @description Who the user is at each connection. Linked identities have `profileData`. */
            identities?: components["schemas"]["Identity"][];
            /** @description Preferences of the user, which applications may let users change. */
            user_metadata?: {
                [key: string]: unknown;
            };
            /** @description What applications know about the user, such as a plan. */
            app_metadata?: {
                [key: string]: unknown;
            };
            /** @description True when an administrator has blocked the user. */
            blocked?: boolean;
            /**
             * Format: date-time
             * @description When the user was created in Ferry.
             */
            created_at?: string;
            /**
             * Format: date-time
             * @description When the user was last changed.
             */
            updated_at?: string;
            /**
             * Format: date-time
             * @description When the user last signed in.
             */
            last_login?: string;
            /** @description The address that the user last signed in from. */
            last_ip?: string;
            /** @description How often the user has signed in. */
            logins_count?: number;
            /**
             * Format: date-time
             * @description When the password was last changed.
             */
            last_password_reset?: string;
            /**
             * Format: date-time
             * @description Ferry’s own. When the user was migrated from the legacy store.
             */
            migrated_at?: string;
            /**
             * @description Ferry’s own. What migrated the user: a sign-in, a reset of the password, or an import.
             * @enum {string}
             */
            migrated_by?: "login" | "reset" | "import";
            /** @description Ferry’s own. The version of the connection whose script returned the user. */
            migrated_version?: number;
            /**
             * @description Ferry’s own. Who made a user that was not migrated; `legacy_login`: a sign-in in legacy mode, which keeps a copy of the profile.
             * @enum {string}
             */
            made_by?: "sign_up" | "administrator" | "legacy_login";
        } & {
            [key: string]: unknown;
        };
        /**
         * @description For whom the link is: `user_id`, or `connection_id` and `email`.
         * @example {
         *       "user_id": "auth0|42",
         *       "result_url": "https://shop.example.com"
         *     }
         */
        PasswordTicketCreate: {
            /** @description Where the person is sent afterwards. */
            result_url?: string;
            /** @description How many seconds the link works; 0 or missing: 432000. */
            ttl_sec?: number;
            /** @description Whether `result_url` gets the parameter `email`. */
            includeEmailInRedirect?: boolean;
            /** @description The client that the page names. */
            client_id?: string;
            identity?: components["schemas"]["IdentityReference"];
            /** @description The user that the link is for. */
            user_id?: string;
            /** @description The ID of the connection, when the person is named by `email`. */
            connection_id?: string;
            /** @description The email address of the person, in place of `user_id`. */
            email?: string;
            /** @description Whether setting the password also confirms the email address. */
            mark_email_as_verified?: boolean;
            /** @description Ferry takes null alone. Ferry has no organizations. */
            organization_id?: unknown;
        };
        /**
         * @description Where a person is stored.
         * @example {
         *       "state": "legacy",
         *       "legacy_asked": true,
         *       "legacy_id": "42"
         *     }
         */
        PersonLocation: {
            /**
             * @description Where the person is stored; `blocked`: in Ferry, and blocked; `tombstone`: deleted, and kept from coming back.
             * @enum {string}
             */
            state: "local" | "legacy" | "both" | "neither" | "blocked" | "tombstone";
            /** @description The ID of the user in Ferry. */
            user_id?: string;
            /** @description Whether `get_user` ran. */
            legacy_asked: boolean;
            /** @description The ID in the legacy store: without `auth0|`. */
            legacy_id?: string;
        };
        /** @description A session of a user at this issuer: the browser need not ask for the password again. */
        PersonSession: {
            /** @description The ID of the session: the claim `sid` of its ID tokens. */
            id: string;
            /** @description The `user_id` of the user. */
            user_id: string;
            /**
             * Format: date-time
             * @description When the session started.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the session was last used.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When the user last proved who they are.
             */
            authenticated_at: string;
            /**
             * Format: date-time
             * @description When the session ends unless it is used before.
             */
            idle_expires_at: string;
            /**
             * Format: date-time
             * @description When the session ends, however often it is used.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description When the session was last used, to the minute.
             */
            last_interacted_at: string;
            /** @description Where the session was used from. */
            device: components["schemas"]["SessionDevice"];
            /** @description The applications that used the session, in the order of their first use. */
            clients: {
                /** @description The ID of the client. */
                client_id: string;
            }[];
            /** @description How the user proved who they are. */
            authentication: {
                /** @description The methods of the last sign-in. */
                methods: {
                    /** @description The method: `pwd` is a password. */
                    name: string;
                    /**
                     * Format: date-time
                     * @description When the user used the method.
                     */
                    timestamp: string;
                }[];
            };
            /** @description The cookie of the session. */
            cookie: {
                /**
                 * @description `non-persistent`: the session ends with the browser.
                 * @enum {string}
                 */
                mode: "persistent" | "non-persistent";
            };
        };
        /** @description A page of a user’s sessions. */
        PersonSessionPage: {
            /** @description The sessions of the page, newest first. */
            sessions: components["schemas"]["PersonSession"][];
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
        };
        /**
         * @description The new primary domain.
         * @example {
         *       "domain": "login.example.com"
         *     }
         */
        PrimaryDomainUpdate: {
            /** @description A verified custom domain of the tenant. Without it nothing changes. */
            domain?: string;
        };
        /** @description What an import demands of a profile. */
        ProfileCheck: {
            /**
             * @description Names the check. For programs.
             * @enum {string}
             */
            id: "user_id" | "email" | "identifier" | "username" | "mfa_factors" | "profile" | "email_verified" | "arrival";
            /** @description Whether the profile passes; null for information. */
            ok: boolean | null;
            /** @description What was found. For people. */
            message: string;
            /** @description The field of the profile. */
            field?: string;
        };
        /** @description The user who has the ID, address or username of a profile already. */
        ProfileClash: {
            /**
             * @description The field that both have.
             * @enum {string}
             */
            field: "user_id" | "email" | "username";
            /** @description The ID of the user who has it. */
            user_id: string;
            /** @description The ID of that user’s connection. */
            connection_id: string;
            /** @description The name of that user’s connection. */
            connection: string;
        };
        /** @description A field in which two profiles differ. */
        ProfileDifference: {
            /** @description The path of the field, such as `app_metadata.plan`. */
            field: string;
            /**
             * @description Whether one profile lacks the field, or its value or the type of its value differs.
             * @enum {string}
             */
            kind: "only_first" | "only_second" | "value" | "type";
            /** @description The value in the first profile. */
            first?: unknown;
            /** @description The value in the second profile. */
            second?: unknown;
        };
        /** @description What Ferry would store of a returned profile. */
        ProfilePreview: {
            /** @description What the script returned, with passwords and secret values redacted. */
            returned: unknown;
            /** @description The user as it would be stored. Missing when the profile is refused. */
            stored?: {
                [key: string]: unknown;
            };
            /** @description What becomes of each field. */
            fields: {
                /** @description The name in the profile. Missing when Ferry makes the field. */
                returned?: string;
                /** @description The name in the stored user. Missing when it is left out. */
                stored?: string;
                /**
                 * @description What becomes of the field.
                 * @enum {string}
                 */
                change: "kept" | "renamed" | "changed" | "made" | "dropped";
            }[];
        };
        /**
         * @description Texts by screen and key, under Auth0’s names.
         * @example {
         *       "login": {
         *         "title": "Welcome",
         *         "description": "Sign in to ${clientName}."
         *       }
         *     }
         */
        PromptTexts: {
            [key: string]: {
                [key: string]: string;
            };
        };
        /**
         * @description On which pages people sign in.
         * @example {
         *       "universal_login_experience": "new",
         *       "identifier_first": true,
         *       "webauthn_platform_first_factor": false
         *     }
         */
        Prompts: {
            /**
             * @description Kept only: there is one kind of pages.
             * @enum {string}
             */
            universal_login_experience: "new" | "classic";
            /** @description True: a page asks for the email address or username, and the next one for the password. */
            identifier_first: boolean;
            /** @description Kept only: people sign in with a password. */
            webauthn_platform_first_factor: boolean;
        };
        /**
         * @description Settings of the pages to change. Null removes one.
         * @example {
         *       "identifier_first": true
         *     }
         */
        PromptsUpdate: {
            /** @description Kept only: Ferry has one kind of sign-in pages. Kept only: there is one kind of pages. */
            universal_login_experience?: ("new" | "classic") | null;
            /** @description True: a page asks for the email address or username, and the next one for the password. */
            identifier_first?: boolean | null;
            /** @description Kept only: People sign in with a password; Ferry has no passkeys. Kept only: people sign in with a password. */
            webauthn_platform_first_factor?: boolean | null;
        };
        /** @description A refresh token that a user gave to an application, without the token itself. */
        RefreshToken: {
            /** @description The ID of the refresh token. It is no token: nobody can sign in with it. */
            id: string;
            /** @description The `user_id` of the user. */
            user_id: string;
            /** @description The ID of the client that has the token. */
            client_id: string;
            /** @description The ID of the session in which the token was issued; null for tokens of other grants. */
            session_id: string | null;
            /** @description Whether each use gives a new token. */
            rotating: boolean;
            /**
             * Format: date-time
             * @description When the user signed in.
             */
            created_at: string;
            /** @description When the token ends unless it is used before; null: never. */
            idle_expires_at: string | null;
            /** @description When the token ends, however often it is used; null: never. */
            expires_at: string | null;
            /** @description When the token was last used; null: never. */
            last_exchanged_at: string | null;
            /** @description What the token is for. Empty when no audience was asked for. */
            resource_servers: {
                /** @description The identifier of the API. */
                audience: string;
                /** @description The scopes that were granted, separated by spaces. */
                scopes: string;
            }[];
        };
        /** @description A page of a user’s refresh tokens. */
        RefreshTokenPage: {
            /** @description The refresh tokens of the page, newest first. */
            tokens: components["schemas"]["RefreshToken"][];
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
        };
        /**
         * @description An API of the tenant. Settings that are kept only are further members.
         * @example {
         *       "id": "api_d2VqK0zN4cVx8Yb1",
         *       "name": "Orders",
         *       "is_system": false,
         *       "identifier": "https://orders.example.com",
         *       "scopes": [
         *         {
         *           "value": "read:orders",
         *           "description": "Read orders"
         *         }
         *       ],
         *       "signing_alg": "RS256",
         *       "token_lifetime": 86400,
         *       "token_lifetime_for_web": 7200,
         *       "skip_consent_for_verifiable_first_party_clients": true,
         *       "allow_offline_access": false,
         *       "enforce_policies": false,
         *       "token_dialect": "rfc9068_profile"
         *     }
         */
        ResourceServer: {
            /** @description The ID of the API. */
            id: string;
            /** @description The name of the API, without `<` and `>`. */
            name: string;
            /** @description True for the Management API, which every tenant has. */
            is_system: boolean;
            /** @description The audience of its tokens. It is never changed. */
            identifier: string;
            /** @description The scopes of the API, each once. Tokens can have no others. */
            scopes: {
                /** @description The scope, as tokens have it. */
                value: string;
                /** @description What the scope allows. */
                description?: string;
            }[];
            /**
             * @description How tokens are signed.
             * @constant
             */
            signing_alg: "RS256";
            /** @description How many seconds access tokens are valid; default 86400. */
            token_lifetime: number;
            /** @description How many seconds access tokens are valid that `/authorize` itself answers (implicit and hybrid response types); default 7200. */
            token_lifetime_for_web: number;
            /** @description False: people are asked for their consent to first-party clients, too; default true. They are always asked for that to third parties. */
            skip_consent_for_verifiable_first_party_clients: boolean;
            /** @description Whether people’s applications can get refresh tokens for the API; default false. */
            allow_offline_access: boolean;
            /** @description True: people get only scopes of their permissions. Ferry has no permissions, so they get none of the API’s scopes. */
            enforce_policies: boolean;
            /**
             * @description `rfc9068_profile` (default): the type of access tokens is `at+jwt`. `access_token`: it is `JWT`. With `_authz`, and `enforce_policies`, tokens have `permissions`.
             * @enum {string}
             */
            token_dialect: "access_token" | "access_token_authz" | "rfc9068_profile" | "rfc9068_profile_authz";
        } & {
            [key: string]: unknown;
        };
        /** @description A page of the list, with `take` or `from`. */
        ResourceServerCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            resource_servers: components["schemas"]["ResourceServer"][];
        };
        /**
         * @description A new API.
         * @example {
         *       "identifier": "https://orders.example.com",
         *       "name": "Orders",
         *       "scopes": [
         *         {
         *           "value": "read:orders",
         *           "description": "Read orders"
         *         }
         *       ]
         *     }
         */
        ResourceServerCreate: {
            /** @description The audience of its tokens. It is never changed. */
            identifier: string;
            /** @description The name of the API, without `<` and `>`. Default: the identifier. */
            name?: string;
            /** @description The scopes of the API, each once. Tokens can have no others. */
            scopes?: {
                /** @description The scope, as tokens have it. */
                value: string;
                /** @description What the scope allows. */
                description?: string | null;
                /** @description Ferry takes null alone. A scope has no name beside its value. */
                name?: unknown;
            }[];
            /** @description How many seconds access tokens are valid; default 86400. */
            token_lifetime?: number | null;
            /** @description How many seconds access tokens are valid that `/authorize` itself answers (implicit and hybrid response types); default 7200. */
            token_lifetime_for_web?: number | null;
            /** @description False: people are asked for their consent to first-party clients, too; default true. They are always asked for that to third parties. */
            skip_consent_for_verifiable_first_party_clients?: boolean | null;
            /** @description Whether people’s applications can get refresh tokens for the API; default false. */
            allow_offline_access?: boolean | null;
            /** @description True: people get only scopes of their permissions. Ferry has no permissions, so they get none of the API’s scopes. */
            enforce_policies?: boolean | null;
            /** @description `rfc9068_profile` (default): the type of access tokens is `at+jwt`. `access_token`: it is `JWT`. With `_authz`, and `enforce_policies`, tokens have `permissions`. */
            token_dialect?: ("access_token" | "access_token_authz" | "rfc9068_profile" | "rfc9068_profile_authz") | null;
            /** @description Ferry takes "RS256". Ferry signs every token with RS256. */
            signing_alg?: unknown;
            /** @description Ferry takes null alone. Ferry signs every token with RS256, for which there is no secret. */
            signing_secret?: unknown;
            /** @description Kept only: Ferry has no anonymous sessions. */
            token_lifetime_for_anonymous_access_tokens?: unknown;
            /** @description Ferry takes false. Refresh tokens of Ferry are offline: they do not depend on a session. */
            allow_online_access?: unknown;
            /** @description Ferry takes false. Refresh tokens of Ferry are offline: they do not depend on a session. */
            allow_online_access_with_ephemeral_sessions?: unknown;
            /** @description Ferry takes null alone. Ferry has no transactions that people authorise one by one. */
            consent_policy?: unknown;
            /** @description Ferry takes []. Ferry knows no authorization details. */
            authorization_details?: unknown;
            /** @description Ferry takes null alone. Ferry signs access tokens and does not encrypt them. */
            token_encryption?: unknown;
            /** @description Whether tokens are bound to a key of the client. */
            proof_of_possession?: {
                /** @description Ferry takes false. Ferry issues bearer tokens: it binds none to a key. */
                required?: unknown;
                /** @description Kept only: Ferry issues bearer tokens: it binds none to a key. */
                mechanism?: unknown;
                /** @description Kept only: Ferry issues bearer tokens: it binds none to a key. */
                required_for?: unknown;
            };
            /** @description Who can have tokens of the API: people, and programs. */
            subject_type_authorization?: {
                /** @description People. */
                user?: {
                    /** @description Ferry takes "allow_all". People can have tokens of every API. */
                    policy?: unknown;
                };
                /** @description Programs, by client credentials. */
                client?: {
                    /** @description Ferry takes "require_client_grant". Programs need a client grant for every API. */
                    policy?: unknown;
                };
                /** @description Sessions of nobody. */
                anonymous_user?: {
                    /** @description Ferry takes "deny_all". Ferry has no anonymous sessions. */
                    policy?: unknown;
                };
            };
            /** @description Ferry takes null alone. Ferry evaluates no authorization policies. */
            authorization_policy?: unknown;
            /** @description Ferry takes null alone. Ferry links no client to an API: create a client and a client grant. */
            client?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            client_id?: unknown;
            /** @description Ferry takes every value but true, and does nothing with it. The Management API alone belongs to the system. */
            is_system?: unknown;
        };
        /** @description A page of the list, with `include_totals`. */
        ResourceServerPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            resource_servers: components["schemas"]["ResourceServer"][];
        };
        /**
         * @description Members of an API to change. `scopes` replaces all; null removes a setting.
         * @example {
         *       "token_lifetime": 3600
         *     }
         */
        ResourceServerUpdate: {
            /** @description The name of the API, without `<` and `>`. */
            name?: string;
            /** @description The scopes of the API, each once. Tokens can have no others. */
            scopes?: {
                /** @description The scope, as tokens have it. */
                value: string;
                /** @description What the scope allows. */
                description?: string | null;
                /** @description Ferry takes null alone. A scope has no name beside its value. */
                name?: unknown;
            }[] | null;
            /** @description How many seconds access tokens are valid; default 86400. */
            token_lifetime?: number | null;
            /** @description How many seconds access tokens are valid that `/authorize` itself answers (implicit and hybrid response types); default 7200. */
            token_lifetime_for_web?: number | null;
            /** @description False: people are asked for their consent to first-party clients, too; default true. They are always asked for that to third parties. */
            skip_consent_for_verifiable_first_party_clients?: boolean | null;
            /** @description Whether people’s applications can get refresh tokens for the API; default false. */
            allow_offline_access?: boolean | null;
            /** @description True: people get only scopes of their permissions. Ferry has no permissions, so they get none of the API’s scopes. */
            enforce_policies?: boolean | null;
            /** @description `rfc9068_profile` (default): the type of access tokens is `at+jwt`. `access_token`: it is `JWT`. With `_authz`, and `enforce_policies`, tokens have `permissions`. */
            token_dialect?: ("access_token" | "access_token_authz" | "rfc9068_profile" | "rfc9068_profile_authz") | null;
            /** @description Cannot be changed. It can be sent as it was read. */
            identifier?: unknown;
            /** @description Ferry takes "RS256". Ferry signs every token with RS256. */
            signing_alg?: unknown;
            /** @description Ferry takes null alone. Ferry signs every token with RS256, for which there is no secret. */
            signing_secret?: unknown;
            /** @description Kept only: Ferry has no anonymous sessions. */
            token_lifetime_for_anonymous_access_tokens?: unknown;
            /** @description Ferry takes false. Refresh tokens of Ferry are offline: they do not depend on a session. */
            allow_online_access?: unknown;
            /** @description Ferry takes false. Refresh tokens of Ferry are offline: they do not depend on a session. */
            allow_online_access_with_ephemeral_sessions?: unknown;
            /** @description Ferry takes null alone. Ferry has no transactions that people authorise one by one. */
            consent_policy?: unknown;
            /** @description Ferry takes []. Ferry knows no authorization details. */
            authorization_details?: unknown;
            /** @description Ferry takes null alone. Ferry signs access tokens and does not encrypt them. */
            token_encryption?: unknown;
            /** @description Whether tokens are bound to a key of the client. */
            proof_of_possession?: {
                /** @description Ferry takes false. Ferry issues bearer tokens: it binds none to a key. */
                required?: unknown;
                /** @description Kept only: Ferry issues bearer tokens: it binds none to a key. */
                mechanism?: unknown;
                /** @description Kept only: Ferry issues bearer tokens: it binds none to a key. */
                required_for?: unknown;
            };
            /** @description Who can have tokens of the API: people, and programs. */
            subject_type_authorization?: {
                /** @description People. */
                user?: {
                    /** @description Ferry takes "allow_all". People can have tokens of every API. */
                    policy?: unknown;
                };
                /** @description Programs, by client credentials. */
                client?: {
                    /** @description Ferry takes "require_client_grant". Programs need a client grant for every API. */
                    policy?: unknown;
                };
                /** @description Sessions of nobody. */
                anonymous_user?: {
                    /** @description Ferry takes "deny_all". Ferry has no anonymous sessions. */
                    policy?: unknown;
                };
            };
            /** @description Ferry takes null alone. Ferry evaluates no authorization policies. */
            authorization_policy?: unknown;
            /** @description Ferry takes null alone. Ferry links no client to an API: create a client and a client grant. */
            client?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            client_id?: unknown;
            /** @description Ferry takes every value but true, and does nothing with it. The Management API alone belongs to the system. */
            is_system?: unknown;
        };
        /** @description The version that was made of an older one. */
        RestoredVersion: {
            /** @description The number of the new version. */
            version: number;
            /** @description The connection as it is now. */
            connection: components["schemas"]["Connection"];
            /** @description The keys of `configuration` that the restored version had and that are not set now. */
            missing_configuration: string[];
        };
        /** @description The record of one run of a script. */
        Run: {
            /** @description The ID of the run: `log_id` in the error of a failed sign-in. */
            run_id: string;
            /** @description The script that ran. */
            action: string;
            /** @description The revision of its text. */
            script_revision: number;
            /** @description How the run ended. */
            outcome: string;
            /** @description What went wrong. */
            message?: string;
            /** @description What it ran for: a sign-in, a reset of a password, a test run and so on. */
            purpose: string;
            /** @description How long the run took, in milliseconds. */
            duration_ms: number;
            /** @description How many milliseconds of processor time the script used. */
            cpu_ms: number;
            /** @description What the script wrote with `console`. */
            logs: unknown;
            /** @description What the script asked of the network, in order. */
            trace: unknown;
            /**
             * Format: date-time
             * @description When the run started.
             */
            at: string;
        };
        /** @description How often a script ran for one purpose. */
        RunCount: {
            /** @description The script. */
            action: string;
            /** @description What it ran for: a sign-in, a reset of a password, a test run and so on. */
            purpose: string;
            /** @description How often it ran. */
            runs: number;
        };
        /** @description The newest runs of a connection’s scripts. */
        Runs: {
            /** @description How often the scripts ran, by script and purpose. */
            counts: components["schemas"]["RunCount"][];
            /** @description The newest runs first. */
            runs: components["schemas"]["Run"][];
        };
        /** @description The people of the sample store. */
        SamplePeople: {
            /** @description The ID of the connection that leads to the store. */
            connection_id: string;
            /** @description The people. */
            people: components["schemas"]["SamplePerson"][];
        };
        /** @description A fictional person of the sample store. */
        SamplePerson: {
            /** @description The email address. Missing for one person. */
            email?: string;
            /** @description The username, of the few who have one. */
            username?: string;
            /** @description The name. */
            name: string;
            /** @description The password, as it was when the store was installed. */
            password: string;
            /** @description What is unusual about the person. For people. */
            oddity?: string;
        };
        /** @description The sample legacy store. */
        SampleStore: {
            /** @description The ID of the connection that leads to the store. */
            connection_id: string;
            /** @description The name of that connection. */
            connection: string;
            /** @description How many people the store has. */
            people: number;
            /** @description A fictional person to sign in as. */
            first_person: {
                /** @description The email address. */
                email: string;
                /** @description The password. */
                password: string;
            };
        };
        /**
         * @description Who may use the sample store.
         * @example {}
         */
        SampleStoreCreate: {
            /**
             * @description The IDs of the clients that may use the connection.
             * @default []
             */
            enabled_clients?: string[];
        };
        /** @description What one run of a script may use. */
        ScriptLimits: {
            /** @description Milliseconds from the call to the outcome. The operator can set it. */
            wall_ms: number;
            /** @description Milliseconds of processor time of the script itself. */
            cpu_ms: number;
            /** @description Milliseconds of processor time for password hashes and derived keys: PBKDF2, scrypt, bcrypt, Argon2 and the like. */
            kdf_cpu_ms: number;
            /** @description Milliseconds that the script may compute without a pause, hashes apart. */
            entry_ms: number;
            /** @description Memory of the script, in MiB. */
            memory_mb: number;
            /** @description The length of the text of a script, in bytes. */
            source_bytes: number;
            /** @description The size of what the script returns, in bytes. */
            result_bytes: number;
            /** @description The size of what the script logs, in bytes. */
            log_bytes: number;
            /** @description How many scripts of a connection run at the same time. Further runs wait. */
            runs_per_connection: number;
            /** @description How many scripts of a tenant run at the same time. */
            runs_per_tenant: number;
            /** @description How many test runs of a tenant run at the same time, besides those of sign-ins. */
            test_runs_per_tenant: number;
        };
        /** @description One run of a script. */
        ScriptTrial: {
            /**
             * @description The script called its callback without an error.
             * @constant
             */
            ok: true;
            /** @description What the script returned. */
            result: unknown;
            /** @description What the script wrote with `console`. */
            logs: {
                /** @description Milliseconds since the run started. */
                at_ms: number;
                /** @description The method of `console`. */
                level: string;
                /** @description The text. */
                text: string;
            }[];
            /** @description Whether the script wrote more than is kept. */
            logs_truncated: boolean;
            /** @description What the script asked of the network, in order. */
            trace: {
                [key: string]: unknown;
            }[];
            /** @description How long the run took, in milliseconds. */
            duration_ms: number;
            /** @description How many milliseconds of processor time the script used. */
            cpu_ms: number;
            /** @description How much memory the script used. */
            memory_bytes: number;
            /** @description What the run did that it should not. */
            warnings: string[];
            /** @description How often the callback was called after the first time. These calls are ignored. */
            late_settlements: number;
            /** @description Only of `login` and `get_user`, when they returned something: what Ferry would store. */
            profile_preview?: components["schemas"]["ProfilePreview"];
            /** @description What an import demands of the profile, one by one. */
            checks: components["schemas"]["ProfileCheck"][];
            /** @description What could be better in the text. A script is never refused for it. */
            advice: components["schemas"]["Advice"][];
        } | {
            /**
             * @description The script failed.
             * @constant
             */
            ok: false;
            /** @description Why the script failed. */
            error: {
                /** @description Names the error. For programs. */
                code: string;
                /** @description What went wrong. For people. */
                message: string;
                /** @description The class of the error. */
                name?: string;
                /** @description The code that the script gave the error. */
                error_code?: string;
                /** @description The line of the script. */
                line?: number;
                /** @description The column of the script. */
                column?: number;
                /** @description The call stack. */
                stack?: string;
                /** @description Only of a `WrongUsernameOrPasswordError`: whether it names a user. */
                user_known?: boolean;
                /** @description Only of `profile_conflict`: the user that the profile conflicts with. */
                clash?: components["schemas"]["ProfileClash"];
            };
            /** @description What the script wrote with `console`. */
            logs: {
                /** @description Milliseconds since the run started. */
                at_ms: number;
                /** @description The method of `console`. */
                level: string;
                /** @description The text. */
                text: string;
            }[];
            /** @description Whether the script wrote more than is kept. */
            logs_truncated: boolean;
            /** @description What the script asked of the network, in order. */
            trace: {
                [key: string]: unknown;
            }[];
            /** @description How long the run took, in milliseconds. */
            duration_ms: number;
            /** @description How many milliseconds of processor time the script used. */
            cpu_ms: number;
            /** @description How much memory the script used. */
            memory_bytes: number;
            /** @description What the run did that it should not. */
            warnings: string[];
            /** @description How often the callback was called after the first time. These calls are ignored. */
            late_settlements: number;
            /** @description Only of `login` and `get_user`, when they returned something: what Ferry would store. */
            profile_preview?: components["schemas"]["ProfilePreview"];
            /** @description What an import demands of the profile, one by one. */
            checks: components["schemas"]["ProfileCheck"][];
            /** @description What could be better in the text. A script is never refused for it. */
            advice: components["schemas"]["Advice"][];
        };
        /**
         * @description How to run the script.
         * @example {
         *       "arguments": {
         *         "email": "ann@example.com",
         *         "password": "correct horse battery"
         *       }
         *     }
         */
        ScriptTrialCreate: {
            /**
             * @description The arguments that the script gets. Each script needs its own.
             * @default {}
             */
            arguments?: {
                /** @description For `get_user` and others: what the person typed. */
                identifier?: string;
                /** @description The email address. */
                email?: string;
                /** @description The username. */
                username?: string;
                /** @description The password. */
                password?: string;
                /** @description For `change_password`: the new password. */
                newPassword?: string;
                /** @description For `change_email`: the new email address. */
                newEmail?: string;
                /** @description For `change_email`: whether the new address is confirmed. */
                verified?: boolean;
                /** @description For `delete`: the ID without `auth0|`. */
                id?: string;
                /** @description For `create`: the user to create. */
                user?: {
                    [key: string]: unknown;
                };
                /** @description What the script gets before the callback, when `enable_script_context` is on. */
                context?: {
                    [key: string]: unknown;
                };
            };
            /** @description An unsaved text to run in place of the saved one. */
            script?: string;
            /** @description Unsaved values to use in place of the saved ones. */
            configuration?: {
                [key: string]: string;
            };
        };
        /** @description Who is signed in to the dashboard. */
        Session: {
            /** @description The member who is signed in. */
            member: {
                /** @description The ID of the member. */
                member_id: string;
                /** @description The email address of the member. */
                email: string;
                /** @description The name of the member. */
                name?: string;
                role: components["schemas"]["MemberRole"];
            };
            /** @description The tenant. */
            tenant: {
                /** @description The name of the tenant. */
                name: string;
            };
            /** @description The tenants that the member can work with at this address. */
            tenants: {
                /** @description The name of the tenant. */
                name: string;
            }[];
            /** @description What writes of the session send in `X-CSRF-Token`. */
            csrf_token: string;
            /** @description The address of the documentation on the operator’s own host; the name of a page follows it. */
            docs_url: string;
        };
        /**
         * @description The password, once more.
         * @example {
         *       "password": "correct horse battery staple"
         *     }
         */
        SessionConfirmation: {
            /** @description The password of the member. */
            password: string;
        };
        /** @description Where a session was used from. */
        SessionDevice: {
            /** @description The address from which the user signed in first. */
            initial_ip?: string;
            /** @description The browser in which the user signed in first. */
            initial_user_agent?: string;
            /** @description The address of the last use. */
            last_ip?: string;
            /** @description The browser of the last use. */
            last_user_agent?: string;
        };
        /** @description Whether the dashboard needs its first owner. */
        Setup: {
            /** @description Only without a token: whether the dashboard has no owner yet. The server printed a setup link when it started. */
            needs_owner?: boolean;
        };
        /**
         * @description Who signs in.
         * @example {
         *       "email": "olivia@example.com",
         *       "password": "correct horse battery staple"
         *     }
         */
        SignIn: {
            /** @description The email address of the member. */
            email: string;
            /** @description The password of the member. */
            password: string;
        };
        /** @description A trial that has started. */
        SignInTrial: {
            /** @description The address to open in the browser of the member. */
            url: string;
        };
        /** @description What the tokens of a tried sign-in say. */
        SignInTrialClaims: {
            /** @description The scopes that were granted, separated by blanks. */
            scope: string;
            /** @description How many seconds the access token would be valid. */
            expires_in: number;
            /** @description The claims of the ID token. Missing without `openid`. */
            id_token_claims?: {
                [key: string]: unknown;
            };
            /** @description The claims of the access token. */
            access_token_claims: {
                [key: string]: unknown;
            };
        };
        /**
         * @description What the trial asks for.
         * @example {
         *       "connection": "legacy",
         *       "scope": "openid email"
         *     }
         */
        SignInTrialCreate: {
            /** @description The name of the connection, for a client that has several. */
            connection?: string;
            /** @description The identifier of an API, for an access token that this API takes. */
            audience?: string;
            /** @description The scopes to ask for; default `openid profile email`. `offline_access` is left out. */
            scope?: string;
        };
        /**
         * @description The answer of the sign-in page.
         * @example {
         *       "code": "Xo2nYrI0…",
         *       "state": "mVb3Q4…"
         *     }
         */
        SignInTrialEnd: {
            /** @description `code` of the address to which the sign-in led. */
            code: string;
            /** @description `state` of the same address. */
            state: string;
        };
        /**
         * @description A key that signs tokens (RS256), without its private part.
         * @example {
         *       "kid": "wZ1xWkl2G4Zq8cFOq0r2T",
         *       "cert": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n",
         *       "pkcs7": "-----BEGIN PKCS7-----\n…\n-----END PKCS7-----\n",
         *       "fingerprint": "CC:FB:DD:9A:9B:B5:DE:1B:F0:CC:36:42:99:59:21:12:03:DD:A8:25",
         *       "thumbprint": "CCFBDDD89AB5DE1BF0CC36D29959211203DDA825",
         *       "current": true,
         *       "current_since": "2026-01-05T09:00:00.000Z"
         *     }
         */
        SigningKey: {
            /** @description The ID of the key, as in the header of tokens and in the JWKS. */
            kid: string;
            /** @description The self-signed certificate of the key, as PEM. */
            cert: string;
            /** @description The certificate in a PKCS #7 message, as PEM. */
            pkcs7: string;
            /** @description SHA-1 of the certificate: bytes in hexadecimal, with colons. */
            fingerprint: string;
            /** @description The same without colons. */
            thumbprint: string;
            /** @description Whether the key signs. */
            current?: boolean;
            /** @description Whether the key signs after the next rotation. */
            next?: boolean;
            /** @description Whether the key signed before and still verifies. */
            previous?: boolean;
            /**
             * Format: date-time
             * @description Since when the key signs, or signed. Missing at the next key.
             */
            current_since?: string;
            /**
             * Format: date-time
             * @description Until when the key signed.
             */
            current_until?: string;
            /** @description Whether tokens of the key are refused. */
            revoked?: boolean;
            /**
             * Format: date-time
             * @description When the key was revoked.
             */
            revoked_at?: string;
        };
        /** @description A key and its certificate. */
        SigningKeyReference: {
            /** @description The ID of the key, as in the header of tokens and in the JWKS. */
            kid: string;
            /** @description The self-signed certificate of the key, as PEM. */
            cert: string;
        };
        /**
         * @description How an address with many failed attempts is slowed down.
         * @example {
         *       "enabled": true,
         *       "shields": [
         *         "admin_notification",
         *         "block"
         *       ],
         *       "allowlist": [],
         *       "stage": {
         *         "pre-login": {
         *           "max_attempts": 100,
         *           "rate": 864000
         *         },
         *         "pre-user-registration": {
         *           "max_attempts": 50,
         *           "rate": 1200
         *         }
         *       }
         *     }
         */
        SuspiciousIpThrottling: {
            /** @description Whether failed attempts of an address are counted. */
            enabled: boolean;
            /** @description What happens after too many: the address is refused, and the log says so. */
            shields: ("block" | "admin_notification")[];
            /** @description IP addresses and CIDR ranges that are neither counted nor refused. */
            allowlist: string[];
            /** @description How many attempts an address may make, by kind. */
            stage: {
                /** @description Failed sign-ins of an address. */
                "pre-login": components["schemas"]["ThrottlingStage"];
                /** @description Sign-ups of an address. */
                "pre-user-registration": components["schemas"]["ThrottlingStage"];
                /** @description Kept only: Ferry has no token exchange. */
                "pre-custom-token-exchange"?: components["schemas"]["ThrottlingStage"];
            };
        };
        /**
         * @description Settings to change. Null sets the default again.
         * @example {
         *       "stage": {
         *         "pre-login": {
         *           "max_attempts": 50,
         *           "rate": 864000
         *         }
         *       }
         *     }
         */
        SuspiciousIpThrottlingUpdate: {
            /** @description Whether failed attempts of an address are counted. */
            enabled?: boolean | null;
            /** @description What happens after too many: the address is refused, and the log says so. */
            shields?: ("block" | "admin_notification")[] | null;
            /** @description IP addresses and CIDR ranges that are neither counted nor refused. */
            allowlist?: string[] | null;
            /** @description How many attempts an address may make, by kind. */
            stage?: {
                "pre-login"?: components["schemas"]["ThrottlingStage"] | null;
                "pre-user-registration"?: components["schemas"]["ThrottlingStage"] | null;
                /** @description Kept only: Ferry has no token exchange. */
                "pre-custom-token-exchange"?: components["schemas"]["ThrottlingStage"] | null;
            } | null;
        };
        /** @description A script template with its texts. */
        Template: {
            /** @description The ID of the template. */
            id: string;
            /** @description The name of the template. */
            name: string;
            /** @description What the template is for, in two lines. */
            description: string;
            /** @description The kind of legacy store. */
            database: string;
            /** @description The package that the scripts require. */
            driver?: string;
            /** @description The keys that the scripts read from `configuration`. */
            configuration: components["schemas"]["TemplateKey"][];
            store?: components["schemas"]["TemplateStore"];
            /** @description Which names can be changed, and which columns be left out, as a sentence or two. */
            can_change: string;
            /** @description The tables, indexes or interface that the scripts expect. */
            schema?: {
                /** @description The name of the file. */
                name: string;
                /** @description The text of the file. */
                text: string;
            };
            /** @description Rows for that schema, to try the scripts with. */
            sample?: {
                /** @description The name of the file. */
                name: string;
                /** @description The text of the file. */
                text: string;
                /** @description The people in the rows. */
                users: {
                    /** @description The email address. */
                    email: string;
                    /** @description The username. */
                    username?: string;
                    /** @description The password as it is typed. The rows have its hash. */
                    password: string;
                    /** @description Whether the address is confirmed. */
                    email_verified: boolean;
                }[];
            };
            /** @description The scripts, as in the options of a connection. Templates of hosted services have `login` and `get_user` only. */
            customScripts: {
                /** @description The text of the `login` script. */
                login?: string;
                /** @description The text of the `get_user` script. */
                get_user?: string;
                /** @description The text of the `create` script. */
                create?: string;
                /** @description The text of the `verify` script. */
                verify?: string;
                /** @description The text of the `change_password` script. */
                change_password?: string;
                /** @description The text of the `delete` script. */
                delete?: string;
                /** @description The text of the `change_email` script. */
                change_email?: string;
            };
        };
        /** @description A key that the scripts of a template read from `configuration`. */
        TemplateKey: {
            /** @description The name of the key. */
            key: string;
            /** @description What the value is. */
            description: string;
            /** @description A value as an example. */
            example: string;
            /** @description Whether the scripts need the key. */
            required: boolean;
        };
        /**
         * @description New names of tables and columns, and columns that are left out.
         * @example {
         *       "tables": {
         *         "users": {
         *           "name": "customers",
         *           "columns": {
         *             "email": "mail",
         *             "username": null
         *           }
         *         }
         *       }
         *     }
         */
        TemplateRename: {
            /** @description The tables to rename, by their names in the template. Other tables keep their names. */
            tables: {
                [key: string]: {
                    /** @description The new name of the table. */
                    name?: string;
                    /** @description The new name of each column, by its name in the template; null for a column that the table lacks. Only a column with `without` can be null. */
                    columns?: {
                        [key: string]: string | null;
                    };
                };
            };
        };
        /** @description The tables and columns that the scripts of a template name. */
        TemplateStore: {
            /**
             * @description The language of the queries. All but `ldap` can be renamed.
             * @enum {string}
             */
            dialect: "mysql" | "postgresql" | "tsql" | "oracle" | "mongodb" | "ldap";
            /** @description How the store keeps passwords. */
            hash: string;
            /** @description The tables that the scripts name. */
            tables: {
                /** @description The name of the table. */
                name: string;
                /** @description The columns that the scripts name. */
                columns: {
                    /** @description The name of the column. */
                    name: string;
                    /** @description The type of the column. */
                    type: string;
                    /** @description The attribute of the user that it becomes. */
                    becomes: string;
                    /**
                     * @description True when the column cannot be renamed.
                     * @constant
                     */
                    fixed?: true;
                    /** @description What follows when the table lacks the column. Absent: the scripts need the column, and it cannot be left out. */
                    without?: string;
                }[];
            }[];
        };
        /** @description A script template, without its texts. */
        TemplateSummary: {
            /** @description The ID of the template. */
            id: string;
            /** @description The name of the template. */
            name: string;
            /** @description What the template is for, in two lines. */
            description: string;
            /** @description The kind of legacy store. */
            database: string;
            /** @description The package that the scripts require. */
            driver?: string;
            /** @description The keys that the scripts read from `configuration`. */
            configuration: components["schemas"]["TemplateKey"][];
        };
        /**
         * @description Values and names to test a template with.
         * @example {
         *       "configuration": {
         *         "MYSQL_HOST": "legacy-db.example.com"
         *       }
         *     }
         */
        TemplateTest: {
            /**
             * @description Values for the keys of the template.
             * @default {}
             */
            configuration?: {
                [key: string]: string;
            };
            /**
             * @description The tables to rename, by their names in the template. Other tables keep their names.
             * @default {}
             */
            tables?: {
                [key: string]: {
                    /** @description The new name of the table. */
                    name?: string;
                    /** @description The new name of each column, by its name in the template; null for a column that the table lacks. Only a column with `without` can be null. */
                    columns?: {
                        [key: string]: string | null;
                    };
                };
            };
        };
        /**
         * @description A tenant of this installation.
         * @example {
         *       "name": "acme",
         *       "public_url": "https://acme.ferry.example.org",
         *       "created_at": "2026-05-04T10:11:12.000Z"
         *     }
         */
        Tenant: {
            /** @description The name of the tenant. */
            name: string;
            /** @description The address of the tenant: its issuer without the slash at the end. */
            public_url: string;
            /**
             * Format: date-time
             * @description When the tenant was created.
             */
            created_at: string;
        };
        /**
         * @description A new tenant.
         * @example {
         *       "name": "acme"
         *     }
         */
        TenantCreate: {
            /** @description The name of the tenant, which becomes a part of its address. */
            name: string;
        };
        /** @description The settings of a tenant. Settings that are kept only are further members. */
        TenantSettings: {
            /** @description The name of the tenant that people are shown. */
            friendly_name?: string;
            /** @description The address of the tenant’s logo. */
            picture_url?: string;
            /**
             * Format: email
             * @description Where people can write for help.
             */
            support_email?: string;
            /** @description Where people can find help. */
            support_url?: string;
            /** @description The name of the connection that the `password` grant signs people in at. */
            default_directory?: string;
            /** @description The audience of tokens when the request names none: an API, and never the Management API. */
            default_audience?: string;
            /**
             * @description How many hours a session of a person lasts. A shorter time counts at once, a longer one from the next sign-in.
             * @default 168
             */
            session_lifetime: number;
            /**
             * @description How many hours a session of a person lasts without being used. A shorter time counts at once.
             * @default 72
             */
            idle_session_lifetime: number;
            /**
             * @description The same as `session_lifetime`, in minutes. If both are sent, the minutes count.
             * @default 10080
             */
            session_lifetime_in_minutes: number;
            /**
             * @description The same as `idle_session_lifetime`, in minutes. If both are sent, the minutes count.
             * @default 4320
             */
            idle_session_lifetime_in_minutes: number;
            /** @description How long browsers keep the cookie of a session. */
            session_cookie?: {
                /**
                 * @description `persistent`: as long as the session lasts. `non-persistent`: until the browser is closed.
                 * @enum {string}
                 */
                mode?: "persistent" | "non-persistent";
            };
            /** @description Addresses that people may be sent to after they have signed out, when the request names no client. An address with a wildcard is kept, and matches nothing. */
            allowed_logout_urls?: string[];
            /** @description The languages of the hosted pages, the default first. */
            enabled_locales?: string[];
            /** @description Switches by name. */
            flags: {
                /** @description False: sign-up does not say that a user exists already. */
                enable_public_signup_user_exists_error: boolean;
            } & {
                [key: string]: boolean;
            };
            /**
             * @description Ferry’s own. True: members who change anything but a draft must have signed in, or confirmed their password, within the last 15 minutes. Programs are not asked.
             * @default true
             */
            ferry_recent_sign_in: boolean;
            /**
             * @description Ferry’s own. True: tokens may have audiences that are no API of the tenant, and client grants scopes that their API does not know. False: such requests are refused.
             * @default false
             */
            ferry_any_audience: boolean;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Settings to change. Null or an empty text removes one.
         * @example {
         *       "friendly_name": "Acme"
         *     }
         */
        TenantSettingsUpdate: {
            /** @description The name of the tenant that people are shown. */
            friendly_name?: string | null | "";
            /** @description The address of the tenant’s logo. */
            picture_url?: string | null | "";
            /** @description Where people can write for help. */
            support_email?: string | null | "";
            /** @description Where people can find help. */
            support_url?: string | null | "";
            /** @description The name of the connection that the `password` grant signs people in at. */
            default_directory?: string | null | "";
            /** @description The audience of tokens when the request names none: an API, and never the Management API. */
            default_audience?: string | null | "";
            /** @description How many hours a session of a person lasts. A shorter time counts at once, a longer one from the next sign-in. */
            session_lifetime?: number | null;
            /** @description How many hours a session of a person lasts without being used. A shorter time counts at once. */
            idle_session_lifetime?: number | null;
            /** @description The same as `session_lifetime`, in minutes. If both are sent, the minutes count. */
            session_lifetime_in_minutes?: number | null;
            /** @description The same as `idle_session_lifetime`, in minutes. If both are sent, the minutes count. */
            idle_session_lifetime_in_minutes?: number | null;
            /** @description How long browsers keep the cookie of a session. */
            session_cookie?: {
                /**
                 * @description `persistent`: as long as the session lasts. `non-persistent`: until the browser is closed.
                 * @enum {string}
                 */
                mode?: "persistent" | "non-persistent";
            } | null;
            /** @description Addresses that people may be sent to after they have signed out, when the request names no client. An address with a wildcard is kept, and matches nothing. */
            allowed_logout_urls?: string[] | null;
            /** @description The languages of the hosted pages, the default first. */
            enabled_locales?: string[] | null;
            /** @description Switches by name. */
            flags?: {
                /** @description False: sign-up does not say that a user exists already. */
                enable_public_signup_user_exists_error?: unknown;
                /** @description Ferry takes every value but true, and does nothing with it. Revoking a refresh token revokes those of its login alone. */
                revoke_refresh_token_grant?: unknown;
                /** @description Ferry takes every value but true, and does nothing with it. Ferry reads no signed request objects. */
                require_signed_request_object?: unknown;
                /** @description Whether every request of `/authorize` must be pushed before. */
                require_pushed_authorization_requests?: unknown;
                /** @description Whether everyone can create third-party clients at `/oidc/register`. Default: false. */
                enable_dynamic_client_registration?: unknown;
                /** @description Ferry takes every value but true, and does nothing with it. Ferry has no sign-in without a password. */
                enforce_client_authentication_on_passwordless_start?: unknown;
                /** @description Ferry takes every value but true, and does nothing with it. Ferry has no bot detection; suspicious-IP throttling is at /api/v2/attack-protection. */
                improved_signup_bot_detection_in_classic?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                change_pwd_flow_v1?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                disable_impersonation?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                enable_legacy_profile?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                enable_idtoken_api2?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                allow_legacy_delegation_grant_types?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                allow_legacy_ro_grant_types?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                enable_pipeline2?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                allow_legacy_tokeninfo_endpoint?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                disable_fields_map_fix?: unknown;
                /** @description Kept only: Ferry never had that older behaviour. */
                disable_clickjack_protection_headers?: unknown;
                /** @description Kept only: A new client may use the connections that name it. */
                enable_client_connections?: unknown;
                /** @description Kept only: Ferry has one kind of session. */
                enable_sso?: unknown;
                /** @description Kept only: Ferry has one kind of session. */
                allow_changing_enable_sso?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                enable_apis_section?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                dashboard_log_streams_next?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                dashboard_insights_view?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                genai_trial?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                no_disclose_enterprise_connections?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                enable_adfs_waad_email_verification?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                trust_azure_adfs_email_verified_connection_property?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                mfa_show_factor_list_on_enrollment?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                disable_management_api_sms_obfuscation?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                custom_domains_provisioning?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                enable_custom_domain_in_emails?: unknown;
                /** @description Kept only: Ferry has no such feature. */
                local_resource_discovery?: unknown;
                /** @description Kept only: The keys at /.well-known/jwks.json always name their algorithm. */
                remove_alg_from_jwks?: unknown;
            } | null;
            /** @description Ferry’s own. True: members who change anything but a draft must have signed in, or confirmed their password, within the last 15 minutes. Programs are not asked. */
            ferry_recent_sign_in?: boolean | null;
            /** @description Ferry’s own. True: tokens may have audiences that are no API of the tenant, and client grants scopes that their API does not know. False: such requests are refused. */
            ferry_any_audience?: boolean | null;
            /** @description Ferry takes null alone. Ferry’s pages have a Content-Security-Policy of their own, which cannot be set. */
            security_headers?: unknown;
            /** @description Ferry takes with `enforce: false` in each part, and kept only. Ferry has no quota of tokens; its rate limits are the same for all clients. */
            default_token_quota?: unknown;
            /** @description Kept only: Ferry always takes pushed authorization requests. */
            pushed_authorization_requests_supported?: unknown;
            /** @description Ferry takes false. Answers of /authorize have no iss. */
            authorization_response_iss_parameter_supported?: unknown;
            /** @description Whether clients prove themselves by TLS. */
            mtls?: {
                /** @description Ferry takes false. Ferry knows clients by their secret, not by TLS. */
                enable_endpoint_aliases?: unknown;
            };
            /** @description Ferry takes "strict", "permissive". Clients that register themselves always need PKCE and a consent, and never get the Management API. */
            dynamic_client_registration_security_mode?: unknown;
            /** @description Ferry takes null alone. Ferry knows nobody by a phone number. */
            country_codes?: unknown;
            /** @description Kept only: Ferry has one kind of session. */
            ephemeral_session_lifetime?: unknown;
            /** @description Kept only: Ferry has one kind of session. */
            sessions?: unknown;
            /** @description Kept only: Ferry has one kind of session. */
            idle_ephemeral_session_lifetime?: unknown;
            /** @description Kept only: Ferry has one kind of session. */
            ephemeral_session_lifetime_in_minutes?: unknown;
            /** @description Kept only: Ferry has one kind of session. */
            oidc_logout?: unknown;
            /** @description Kept only: Ferry has one kind of session. */
            idle_ephemeral_session_lifetime_in_minutes?: unknown;
            /** @description Kept only: Ferry’s pages have texts of their own. */
            change_password?: unknown;
            /** @description Kept only: Ferry’s pages have texts of their own. */
            guardian_mfa_page?: unknown;
            /** @description Kept only: Ferry’s pages have texts of their own. */
            error_page?: unknown;
            /** @description Kept only: Ferry’s pages redirect to addresses of applications alone. */
            default_redirection_uri?: unknown;
            /** @description Kept only: Ferry’s pages redirect to addresses of applications alone. */
            skip_non_verifiable_callback_uri_confirmation_prompt?: unknown;
            /** @description Kept only: Scripts run on one version of the sandbox. */
            sandbox_version?: unknown;
            /** @description Kept only: Scripts run on one version of the sandbox. */
            legacy_sandbox_version?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            device_flow?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            customize_mfa_in_postlogin_action?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            acr_values_supported?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            enable_ai_guide?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            allow_organization_name_in_authentication_api?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            phone_consolidated_experience?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            resource_parameter_profile?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            client_id_metadata_document_supported?: unknown;
            /** @description Kept only: Ferry has no such feature. */
            include_session_metadata_in_tenant_logs?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            sandbox_versions_available?: unknown;
        };
        /** @description The tenants of this installation. */
        Tenants: {
            /** @description The tenants. */
            tenants: components["schemas"]["Tenant"][];
        };
        /** @description Where the test email goes. */
        TestEmail: {
            /** @description The address that the email goes to. */
            to: string;
        };
        /** @description How many attempts an address may make. */
        ThrottlingStage: {
            /** @description How many attempts may be made at once. */
            max_attempts: number;
            /** @description How many milliseconds pass until one more attempt may be made. */
            rate: number;
        };
        /**
         * @description A link for a user.
         * @example {
         *       "ticket": "https://ferry.example.org/u/reset-password?ticket=Zk3…"
         *     }
         */
        Ticket: {
            /** @description The link, which works once. */
            ticket: string;
        };
        /**
         * @description A user that Ferry stores. Attributes that a script returned are further members.
         * @example {
         *       "user_id": "auth0|42",
         *       "email": "ann@example.com",
         *       "email_verified": true,
         *       "nickname": "ann",
         *       "identities": [
         *         {
         *           "connection": "legacy",
         *           "user_id": "42",
         *           "provider": "auth0",
         *           "isSocial": false
         *         }
         *       ],
         *       "app_metadata": {
         *         "plan": "gold"
         *       },
         *       "created_at": "2026-05-04T10:11:12.000Z",
         *       "updated_at": "2026-05-04T10:11:12.000Z",
         *       "migrated_at": "2026-05-04T10:11:12.000Z",
         *       "migrated_by": "login",
         *       "migrated_version": 3
         *     }
         */
        User: {
            /** @description The ID: `auth0|` and the ID that the legacy store or Ferry gave. */
            user_id: string;
            /** @description The email address. */
            email?: string;
            /** @description Whether the user has confirmed the email address. */
            email_verified: boolean;
            /** @description The username, at connections that have usernames. */
            username?: string;
            /** @description The full name. */
            name?: string;
            /** @description What the user likes to be called. */
            nickname?: string;
            /** @description The address of a picture of the user. */
            picture?: string;
            /** @description Who the user is at each connection. Linked identities have `profileData`. */
            identities: components["schemas"]["Identity"][];
            /** @description Preferences of the user, which applications may let users change. */
            user_metadata?: {
                [key: string]: unknown;
            };
            /** @description What applications know about the user, such as a plan. */
            app_metadata?: {
                [key: string]: unknown;
            };
            /** @description True when an administrator has blocked the user. */
            blocked?: boolean;
            /**
             * Format: date-time
             * @description When the user was created in Ferry.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the user was last changed.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When the user last signed in.
             */
            last_login?: string;
            /** @description The address that the user last signed in from. */
            last_ip?: string;
            /** @description How often the user has signed in. */
            logins_count?: number;
            /**
             * Format: date-time
             * @description When the password was last changed.
             */
            last_password_reset?: string;
            /**
             * Format: date-time
             * @description Ferry’s own. When the user was migrated from the legacy store.
             */
            migrated_at?: string;
            /**
             * @description Ferry’s own. What migrated the user: a sign-in, a reset of the password, or an import.
             * @enum {string}
             */
            migrated_by?: "login" | "reset" | "import";
            /** @description Ferry’s own. The version of the connection whose script returned the user. */
            migrated_version?: number;
            /**
             * @description Ferry’s own. Who made a user that was not migrated; `legacy_login`: a sign-in in legacy mode, which keeps a copy of the profile.
             * @enum {string}
             */
            made_by?: "sign_up" | "administrator" | "legacy_login";
        } & {
            [key: string]: unknown;
        };
        /** @description From where a person is refused after too many wrong passwords. */
        UserBlocks: {
            /** @description The blocks, at most 1,000 for each identifier. */
            blocked_for: {
                /** @description What the person types to sign in. */
                identifier: string;
                /** @description The address, or the IPv6 network. Missing when the person is refused from everywhere. */
                ip?: string;
                /** @description The name of the connection. */
                connection: string;
            }[];
        };
        /** @description A page of the list, with `take` or `from`. */
        UserCheckpointPage: {
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
            /** @description The items of the page. */
            users: components["schemas"]["PartialUser"][];
        };
        /**
         * @description A new user.
         * @example {
         *       "connection": "legacy",
         *       "email": "ann@example.com",
         *       "password": "correct horse battery"
         *     }
         */
        UserCreate: {
            /** @description The full name. */
            name?: string;
            /** @description The given name. */
            given_name?: string;
            /** @description The family name. */
            family_name?: string;
            /** @description What the user likes to be called. */
            nickname?: string;
            /** @description The address of a picture of the user. */
            picture?: string;
            /** @description The phone number, such as `+4930123456`. Ferry sends it no messages. */
            phone_number?: string;
            /** @description The name of the connection. */
            connection: string;
            /** @description The email address. Required unless the connection has `strategy_version: 1`. */
            email?: string;
            /** @description The username, at connections that have usernames. */
            username?: string;
            /** @description The password. It must follow the password policy of the connection. */
            password: string;
            /** @description The ID without `auth0|`, which Ferry puts before it. In legacy mode the `login` script decides the ID. */
            user_id?: string;
            /** @description Whether the user has confirmed the email address. */
            email_verified?: boolean;
            /** @description Whether the user has confirmed the phone number. */
            phone_verified?: boolean;
            /** @description False sends no verification email. By default one is sent unless `email_verified` is true. */
            verify_email?: boolean;
            /** @description True keeps the user from signing in. */
            blocked?: boolean;
            /** @description Preferences of the user. */
            user_metadata?: {
                [key: string]: unknown;
            };
            /** @description What applications know about the user. */
            app_metadata?: {
                [key: string]: unknown;
            };
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            identities?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            logins_count?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_ip?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_login?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_password_reset?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            multifactor?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            multifactor_last_modified?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            migrated_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            migrated_by?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            migrated_version?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            made_by?: unknown;
        };
        /** @description A page of the list, with `include_totals`. */
        UserPage: {
            /** @description The position of the first item of the page, from 0. */
            start: number;
            /** @description How many items the page could have. */
            limit: number;
            /** @description How many items the page has. */
            length: number;
            /** @description How many items there are in all. */
            total: number;
            /** @description The items of the page. */
            users: components["schemas"]["PartialUser"][];
        };
        /**
         * @description Members of a user to change.
         * @example {
         *       "app_metadata": {
         *         "plan": "gold"
         *       }
         *     }
         */
        UserUpdate: {
            /** @description The full name. */
            name?: string | null;
            /** @description The given name. */
            given_name?: string | null;
            /** @description The family name. */
            family_name?: string | null;
            /** @description What the user likes to be called. */
            nickname?: string | null;
            /** @description The address of a picture of the user. */
            picture?: string | null;
            /** @description The phone number, such as `+4930123456`. Ferry sends it no messages. */
            phone_number?: string | null;
            /** @description Whether the user has confirmed the phone number. */
            phone_verified?: boolean | null;
            /** @description The name of the connection whose identity is changed. By default, the connection that the user was made in. */
            connection?: string | null;
            /** @description The client that a verification email names. */
            client_id?: string | null;
            /** @description The new email address. */
            email?: string;
            /** @description The new username. */
            username?: string;
            /** @description The new password. It must follow the password policy of the connection. */
            password?: string;
            /** @description Whether the user has confirmed the email address. */
            email_verified?: boolean | null;
            /** @description True sends a verification email after the change. */
            verify_email?: boolean | null;
            /** @description True keeps the user from signing in. */
            blocked?: boolean | null;
            /** @description Preferences of the user. Merged at the first level; null removes a key, or all of them. */
            user_metadata?: {
                [key: string]: unknown;
            } | null;
            /** @description What applications know about the user. Merged at the first level; null removes a key, or all of them. */
            app_metadata?: {
                [key: string]: unknown;
            } | null;
            /** @description Ferry takes false. Ferry sends no text messages. */
            verify_phone_number?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            user_id?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            created_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            updated_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            identities?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            logins_count?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_ip?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_login?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            last_password_reset?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            multifactor?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            multifactor_last_modified?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            migrated_at?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            migrated_by?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            migrated_version?: unknown;
            /** @description Set by the server. It can be sent as it was read. */
            made_by?: unknown;
        };
        /** @description A `PartialUser`, whose identities may have tokens. */
        UserWithTokens: {
            /** @description The ID: `auth0|` and the ID that the legacy store or Ferry gave. */
            user_id?: string;
            /** @description The email address. */
            email?: string;
            /** @description Whether the user has confirmed the email address. */
            email_verified?: boolean;
            /** @description The username, at connections that have usernames. */
            username?: string;
            /** @description The full name. */
            name?: string;
            /** @description What the user likes to be called. */
            nickname?: string;
            /** @description The address of a picture of the user. */
            picture?: string;
            /** @description Who the user is at each connection. Linked identities have `profileData`. */
            identities?: components["schemas"]["IdentityWithTokens"][];
            /** @description Preferences of the user, which applications may let users change. */
            user_metadata?: {
                [key: string]: unknown;
            };
            /** @description What applications know about the user, such as a plan. */
            app_metadata?: {
                [key: string]: unknown;
            };
            /** @description True when an administrator has blocked the user. */
            blocked?: boolean;
            /**
             * Format: date-time
             * @description When the user was created in Ferry.
             */
            created_at?: string;
            /**
             * Format: date-time
             * @description When the user was last changed.
             */
            updated_at?: string;
            /**
             * Format: date-time
             * @description When the user last signed in.
             */
            last_login?: string;
            /** @description The address that the user last signed in from. */
            last_ip?: string;
            /** @description How often the user has signed in. */
            logins_count?: number;
            /**
             * Format: date-time
             * @description When the password was last changed.
             */
            last_password_reset?: string;
            /**
             * Format: date-time
             * @description Ferry’s own. When the user was migrated from the legacy store.
             */
            migrated_at?: string;
            /**
             * @description Ferry’s own. What migrated the user: a sign-in, a reset of the password, or an import.
             * @enum {string}
             */
            migrated_by?: "login" | "reset" | "import";
            /** @description Ferry’s own. The version of the connection whose script returned the user. */
            migrated_version?: number;
            /**
             * @description Ferry’s own. Who made a user that was not migrated; `legacy_login`: a sign-in in legacy mode, which keeps a copy of the profile.
             * @enum {string}
             */
            made_by?: "sign_up" | "administrator" | "legacy_login";
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Who gets the email.
         * @example {
         *       "user_id": "auth0|42"
         *     }
         */
        VerificationJobCreate: {
            /** @description The user to send the email to. */
            user_id: string;
            /** @description The client that the email names. */
            client_id?: string;
            identity?: components["schemas"]["IdentityReference"];
            /** @description Ferry takes null alone. Ferry has no organizations. */
            organization_id?: unknown;
        };
        /**
         * @description For whom the link is.
         * @example {
         *       "user_id": "auth0|42"
         *     }
         */
        VerificationTicketCreate: {
            /** @description Where the person is sent afterwards. */
            result_url?: string;
            /** @description How many seconds the link works; 0 or missing: 432000. */
            ttl_sec?: number;
            /** @description Whether `result_url` gets the parameter `email`. */
            includeEmailInRedirect?: boolean;
            /** @description The client that the page names. */
            client_id?: string;
            identity?: components["schemas"]["IdentityReference"];
            /** @description The user that the link is for. */
            user_id: string;
            /** @description Ferry takes null alone. Ferry has no organizations. */
            organization_id?: unknown;
        };
        /** @description A version of a connection, and what it changed. */
        Version: {
            /** @description The number of the version: the `ETag` of the connection, without quotes. */
            version: number;
            /**
             * Format: date-time
             * @description When the version was made.
             */
            created_at: string;
            /** @description The ID of the client or member who made it. */
            actor: string;
            /** @description The name of that client or member, while it exists. */
            actor_name?: string;
            /** @description What was said about it. */
            note?: string;
            mode: components["schemas"]["ConnectionMode"];
            /** @description The revision of each script. Equal revisions have equal texts. */
            scripts: {
                [key: string]: number;
            };
            /** @description What changed since the version before it. */
            changed: components["schemas"]["VersionChanges"];
        };
        /** @description What a version changed. */
        VersionChanges: {
            /** @description The changed lines of each script. Of very many changes, only lines that one of the texts lacks are counted. */
            scripts: {
                [key: string]: components["schemas"]["LineCounts"];
            };
            /** @description The names of the options, and of other members, that changed. */
            settings: string[];
            /** @description The keys of `configuration` that were added or removed, or that got another value. */
            configuration: string[];
        };
        /**
         * @description How to restore a version.
         * @example {}
         */
        VersionRestoration: {
            /** @description What to say about the new version. */
            note?: string;
        };
        /** @description A page of the versions of a connection. */
        Versions: {
            /** @description The version that is live. */
            live_version: number;
            /** @description The newest versions first. */
            versions: components["schemas"]["Version"][];
        };
        /** @description A page of people who are not migrated yet. */
        WaitingPeoplePage: {
            /** @description The people of the page. */
            people: components["schemas"]["WaitingPerson"][];
            /** @description `from` of the next page. Missing on the last page. */
            next?: string;
        };
        /** @description Someone whom a script has found and who is not migrated. */
        WaitingPerson: {
            /** @description The name that was typed, or that the profile has. Missing for people who were deleted. */
            identifier?: string;
            /** @description The ID in the legacy store, as far as it is known. */
            external_id?: string;
            /**
             * @description What happened last.
             * @enum {string}
             */
            state: "seen" | "failed" | "conflict" | "refused" | "tombstoned";
            /** @description The code of the failure or refusal. */
            reason?: string;
            /** @description What the run was for: a sign-in, a reset and so on. */
            purpose?: string;
            /** @description Of a conflict: the field that another user has. */
            field?: string;
            /** @description Of a conflict: that user. */
            holder_id?: string;
            /** @description The version of the connection. */
            revision?: number;
            /** @description The run of the script. */
            run_id?: string;
            /**
             * Format: date-time
             * @description When the person was first found.
             */
            first_at: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
        };
        /** @description The record of one run of a script, with its connection. */
        WholeRun: {
            /** @description The ID of the run: `log_id` in the error of a failed sign-in. */
            run_id: string;
            /** @description The script that ran. */
            action: string;
            /** @description The revision of its text. */
            script_revision: number;
            /** @description How the run ended. */
            outcome: string;
            /** @description What went wrong. */
            message?: string;
            /** @description What it ran for: a sign-in, a reset of a password, a test run and so on. */
            purpose: string;
            /** @description How long the run took, in milliseconds. */
            duration_ms: number;
            /** @description How many milliseconds of processor time the script used. */
            cpu_ms: number;
            /** @description What the script wrote with `console`. */
            logs: {
                /** @description Milliseconds since the run started. */
                at_ms: number;
                /** @description The method of `console`. */
                level: string;
                /** @description The text. */
                text: string;
            }[];
            /** @description What the script asked of the network, in order. */
            trace: {
                [key: string]: unknown;
            }[];
            /**
             * Format: date-time
             * @description When the run started.
             */
            at: string;
            /** @description The ID of the connection whose script ran. */
            connection_id: string;
            /** @description The name of that connection. */
            connection: string;
            /** @description The version of the connection whose script ran. Missing when that version is too old. */
            version?: number;
        };
        /** @description A version of a connection with its scripts and options. */
        WholeVersion: {
            /** @description The number of the version: the `ETag` of the connection, without quotes. */
            version: number;
            /**
             * Format: date-time
             * @description When the version was made.
             */
            created_at: string;
            /** @description The ID of the client or member who made it. */
            actor: string;
            /** @description The name of that client or member, while it exists. */
            actor_name?: string;
            /** @description What was said about it. */
            note?: string;
            mode: components["schemas"]["ConnectionMode"];
            /** @description The revision of each script. Equal revisions have equal texts. */
            scripts: {
                [key: string]: number;
            };
            /** @description The options with `customScripts`, and without `configuration`, whose values no version has. */
            options: {
                [key: string]: unknown;
            };
            /** @description The keys of `configuration` that were set. */
            configuration_keys: string[];
            /** @description The keys that its scripts read from `configuration` and that are not set now. */
            missing_configuration: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listConnections: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description Only the connection of this name. */
                name?: string;
                /** @description Only connections of this strategy. May be repeated. */
                strategy?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialConnection"][] | components["schemas"]["ConnectionPage"] | components["schemas"]["ConnectionCheckpointPage"];
                };
            };
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: {
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialConnection"];
                };
            };
        };
    };
    deleteConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the connection as it was read. If it has changed since, the answer is 412. */
                "if-match"?: string;
            };
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    listConnectionClients: {
        parameters: {
            query?: {
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionClients"];
                };
            };
        };
    };
    updateConnectionClients: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionClientSwitch"][];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listConnectionSummaries: {
        parameters: {
            query?: {
                /** @description How many connections a page has; default 1000. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionSummaryPage"];
                };
            };
        };
    };
    listConfigurationKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationKeys"];
                };
            };
        };
    };
    updateConfigurationKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigurationKeysUpdate"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setConfigurationValue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
                /** @description The name of the key. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigurationValue"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deleteConfigurationValue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
                /** @description The name of the key. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSampleStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleStore"];
                };
            };
        };
    };
    installSampleStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SampleStoreCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleStore"];
                };
            };
        };
    };
    removeSampleStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSamplePeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamplePeople"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: {
                /** @description Only versions with a smaller number: the next page. */
                before?: number;
                /** @description How many versions the page has. */
                take?: number;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Versions"];
                };
            };
        };
    };
    deployScripts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deployment"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeployedVersion"];
                };
            };
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
                /** @description The number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeVersion"];
                };
            };
        };
    };
    restoreVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the connection as it was read. If it has changed since, the answer is 412. */
                "if-match"?: string;
            };
            path: {
                /** @description The ID of the connection. */
                id: string;
                /** @description The number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionRestoration"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoredVersion"];
                };
            };
        };
    };
    getDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
        };
    };
    saveDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the draft as it was read; `"0"`: there is no draft yet. If someone has saved since, the answer is 412. */
                "if-match"?: string;
            };
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftSave"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
        };
    };
    deleteDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the draft as it was read. If someone has saved since, the answer is 412. */
                "if-match"?: string;
            };
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tryScript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
                /** @description The name of the script. */
                name: "login" | "get_user" | "create" | "verify" | "change_password" | "delete" | "change_email";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScriptTrialCreate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptTrial"];
                };
            };
        };
    };
    tryLogin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginTrialCreate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginTrial"];
                };
            };
        };
    };
    trySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInTrialCreate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInTrial"];
                };
            };
        };
    };
    finishTrySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInTrialEnd"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInTrialClaims"];
                };
            };
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionTestCreate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
        };
    };
    testTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the template. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateTest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Runs"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `run_id` of the run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeRun"];
                };
            };
        };
    };
    getScriptLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptLimits"];
                };
            };
        };
    };
    testAddress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressTest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressTestResult"];
                };
            };
        };
    };
    getMigration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationProgress"];
                };
            };
        };
    };
    getMigrationSeries: {
        parameters: {
            query?: {
                /** @description The length of a step. */
                span?: "day" | "hour";
                /** @description The first time; default 30 days before `to`, and for hours a day. */
                from?: string;
                /** @description The time after the last one; default the end of this day or hour. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationSeries"];
                };
            };
        };
    };
    listMigrationPeople: {
        parameters: {
            query?: {
                /** @description How many items a page has; default 50. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Only people in this state. */
                state?: "seen" | "failed" | "conflict" | "refused" | "tombstoned";
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingPeoplePage"];
                };
            };
        };
    };
    deleteMigrationPeople: {
        parameters: {
            query: {
                /** @description The email address or username, as it is typed to sign in. */
                identifier: string;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMigrationStory: {
        parameters: {
            query: {
                /** @description The email address or username, as it is typed to sign in. */
                identifier: string;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationStory"];
                };
            };
        };
    };
    setLegacyTotal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegacyTotalInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegacyTotal"];
                };
            };
        };
    };
    deleteLegacyTotal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    countLegacyTotal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegacyCountCreate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegacyTotal"];
                };
            };
        };
    };
    getMigrationOverview: {
        parameters: {
            query?: {
                /** @description How many days are counted, today included; default 1. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationOverview"];
                };
            };
        };
    };
    findPerson: {
        parameters: {
            query: {
                /** @description The email address or username, as it is typed to sign in. */
                identifier: string;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonLocation"];
                };
            };
        };
    };
    checkDrift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftCheck"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drift"];
                };
            };
        };
    };
    getModeImpact: {
        parameters: {
            query: {
                /** @description The mode to ask about. */
                to: components["schemas"]["ConnectionMode"];
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModeImpact"];
                };
            };
        };
    };
    completeMigration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MigrationCompletion"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletedMigration"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateSummary"][];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the template. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    renameTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the template. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateRename"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description A search in Lucene’s grammar, such as `email:"ann@example.com" OR name:ann*`. Conditions side by side must all be met. */
                q?: string;
                /** @description The field to sort by: `field:1` for ascending, `field:-1` for descending order. */
                sort?: string;
                /** @description The version of the search grammar. Ferry has one, that of `v3`, and takes both. */
                search_engine?: "v2" | "v3";
                /** @description The name of a connection. Only its users are listed. */
                connection?: string;
                /** @description Ferry’s own. Only users who are blocked, or only users who are not. */
                blocked?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialUser"][] | components["schemas"]["UserPage"] | components["schemas"]["UserCheckpointPage"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: {
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserWithTokens"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: {
                /** @description Ferry’s own. `true`: this person is not imported again at the next sign-in, independent of `ferry_tombstones`. */
                ferry_keep_away?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    listUsersByEmail: {
        parameters: {
            query: {
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description The email address, spelled as it is stored. */
                email: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialUser"][];
                };
            };
        };
    };
    deleteConnectionUser: {
        parameters: {
            query: {
                /** @description The email address of the user. */
                email: string;
            };
            header?: never;
            path: {
                /** @description The ID of the connection. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityLink"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"][];
                };
            };
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
                /** @description The provider of the identity: `auth0`. */
                provider: string;
                /** @description The ID of the identity, with or without `auth0|`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"][];
                };
            };
        };
    };
    listLoginNames: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginNames"];
                };
            };
        };
    };
    deleteLoginName: {
        parameters: {
            query: {
                /** @description The name of the connection. */
                connection: string;
                /** @description The further sign-in name. */
                name: string;
            };
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listUserCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credentials"];
                };
            };
        };
    };
    listBlocksByIdentifier: {
        parameters: {
            query: {
                /** @description The email address or username, as it is typed to sign in. */
                identifier: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserBlocks"];
                };
            };
        };
    };
    deleteBlocksByIdentifier: {
        parameters: {
            query: {
                /** @description The email address or username, as it is typed to sign in. */
                identifier: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listBlocksOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserBlocks"];
                };
            };
        };
    };
    deleteBlocksOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessionsOfUser: {
        parameters: {
            query?: {
                /** @description How many items a page has; default 50. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
            };
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonSessionPage"];
                };
            };
        };
    };
    deleteSessionsOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getPersonSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the session: the claim `sid` of its ID tokens. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonSession"];
                };
            };
        };
    };
    deletePersonSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the session: the claim `sid` of its ID tokens. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    revokePersonSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the session: the claim `sid` of its ID tokens. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listRefreshTokensOfUser: {
        parameters: {
            query?: {
                /** @description How many items a page has; default 50. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
            };
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshTokenPage"];
                };
            };
        };
    };
    deleteRefreshTokensOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getRefreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the refresh token, which stays the same when the token is exchanged. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshToken"];
                };
            };
        };
    };
    deleteRefreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the refresh token, which stays the same when the token is exchanged. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listDeviceCredentials: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description The type of credentials. */
                type?: "refresh_token" | "rotating_refresh_token" | "public_key";
                /** @description Only credentials of this user. */
                user_id?: string;
                /** @description Only credentials of this client. */
                client_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialDeviceCredential"][] | components["schemas"]["DeviceCredentialPage"] | components["schemas"]["DeviceCredentialCheckpointPage"];
                };
            };
        };
    };
    deleteDeviceCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the credential. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listGrants: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Only grants of this user. */
                user_id?: string;
                /** @description Only grants to this client. */
                client_id?: string;
                /** @description Only grants for this audience. */
                audience?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"][] | components["schemas"]["GrantPage"] | components["schemas"]["GrantCheckpointPage"];
                };
            };
        };
    };
    deleteGrantsOfUser: {
        parameters: {
            query: {
                /** @description The `user_id` of the user. */
                user_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deleteGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the grant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listLogs: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description The order: `date:-1` (default) for the newest first, `date:1` for the oldest first. */
                sort?: "date:-1" | "date:1";
                /** @description A search in Lucene’s grammar, such as `email:"ann@example.com" OR name:ann*`. Conditions side by side must all be met. */
                q?: string;
                /** @description The same as `q`. */
                search?: string;
                /** @description A `log_id`: the answer is an array of the entries after it, the oldest first. `page` and `sort` are ignored. */
                from?: string;
                /** @description How many entries the answer has, with `from`; default 50. */
                take?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialLogEntry"][] | components["schemas"]["LogEntryPage"];
                };
            };
        };
    };
    streamLogs: {
        parameters: {
            query?: {
                /** @description A search in Lucene’s grammar, such as `email:"ann@example.com" OR name:ann*`. Conditions side by side must all be met. */
                q?: string;
                /** @description A `log_id` to continue from. `Last-Event-ID` is used instead when both are sent. */
                from?: string;
            };
            header?: {
                /** @description The ID of the last event that was received. Browsers send it by themselves. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    getLog: {
        parameters: {
            query?: {
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The `log_id` of the entry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialLogEntry"];
                };
            };
        };
    };
    listUserLogs: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description The order: `date:-1` (default) for the newest first, `date:1` for the oldest first. */
                sort?: "date:-1" | "date:1";
            };
            header?: never;
            path: {
                /** @description The `user_id` of the user, such as `auth0|42`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialLogEntry"][] | components["schemas"]["LogEntryPage"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionPage"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                /** @description `true` ends all sessions of the member. */
                everywhere?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeOwnPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPasswordChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    confirmSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionConfirmation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: {
                /** @description The token of the setup link. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
        };
    };
    createOwner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnerCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    getMemberLink: {
        parameters: {
            query: {
                /** @description The token of the link. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberLink"];
                };
            };
        };
    };
    useMemberLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberLinkUse"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"][];
                };
            };
        };
    };
    createMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `member_id` of the member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `member_id` of the member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    sendMemberPasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `member_id` of the member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listMemberInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberInvitation"][];
                };
            };
        };
    };
    createMemberInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberInvitationCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberInvitation"];
                };
            };
        };
    };
    sendMemberInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the invitation. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberInvitation"];
                };
            };
        };
    };
    deleteMemberInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the invitation. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listClients: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
                /** @description `true` lists the global client alone, which has the sign-in page of the tenant. */
                is_global?: "true" | "false";
                /** @description Kinds of applications, separated by commas. */
                app_type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialClient"][] | components["schemas"]["ClientPage"] | components["schemas"]["ClientCheckpointPage"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithSecret"];
                };
            };
        };
    };
    listClientSummaries: {
        parameters: {
            query?: {
                /** @description How many clients a page has; default 1000. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSummaryPage"];
                };
            };
        };
    };
    getClient: {
        parameters: {
            query?: {
                /** @description Names of members, separated by commas. */
                fields?: string;
                /** @description `false` answers all members but those in `fields`. */
                include_fields?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartialClient"];
                };
            };
        };
    };
    deleteClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithSecret"];
                };
            };
        };
    };
    rotateClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithSecret"];
                };
            };
        };
    };
    listClientCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCredential"][];
                };
            };
        };
    };
    createClientCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientCredentialCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCredential"];
                };
            };
        };
    };
    getClientCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
                /** @description The ID of the credential. */
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCredential"];
                };
            };
        };
    };
    deleteClientCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
                /** @description The ID of the credential. */
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateClientCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
                /** @description The ID of the credential. */
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientCredentialUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCredential"];
                };
            };
        };
    };
    listKeptSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `client_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptSettings"];
                };
            };
        };
    };
    listClientGrants: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Only grants of this client. */
                client_id?: string;
                /** @description Only grants for this API. */
                audience?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientGrant"][] | components["schemas"]["ClientGrantPage"] | components["schemas"]["ClientGrantCheckpointPage"];
                };
            };
        };
    };
    createClientGrant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientGrantCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientGrant"];
                };
            };
        };
    };
    getClientGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the grant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientGrant"];
                };
            };
        };
    };
    deleteClientGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the grant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateClientGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the grant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientGrantUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientGrant"];
                };
            };
        };
    };
    listResourceServers: {
        parameters: {
            query?: {
                /** @description The number of the page, from 0. */
                page?: number;
                /** @description How many items a page has; default 50. */
                per_page?: number;
                /** @description `true` answers an object with `total`; without it, the answer is an array. */
                include_totals?: "true" | "false";
                /** @description How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored. */
                take?: number;
                /** @description `next` of the page before. */
                from?: string;
                /** @description Only APIs with these identifiers. */
                identifiers?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceServer"][] | components["schemas"]["ResourceServerPage"] | components["schemas"]["ResourceServerCheckpointPage"];
                };
            };
        };
    };
    createResourceServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourceServerCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceServer"];
                };
            };
        };
    };
    getResourceServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the API, or its identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceServer"];
                };
            };
        };
    };
    deleteResourceServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the API, or its identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateResourceServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the API, or its identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourceServerUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceServer"];
                };
            };
        };
    };
    listCustomDomains: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"][];
                };
            };
        };
    };
    createCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomDomainCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"];
                };
            };
        };
    };
    getPrimaryDomain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"] | components["schemas"]["OwnDomain"];
                };
            };
        };
    };
    setPrimaryDomain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrimaryDomainUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"] | components["schemas"]["OwnDomain"];
                };
            };
        };
    };
    getCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of a custom domain. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"];
                };
            };
        };
    };
    deleteCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of a custom domain. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of a custom domain. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomDomainUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"];
                };
            };
        };
    };
    verifyCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of a custom domain. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"];
                };
            };
        };
    };
    verifyTenantDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the tenant. */
                name: string;
                /** @description The domain. */
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomDomain"];
                };
            };
        };
    };
    listSigningKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKey"][];
                };
            };
        };
    };
    rotateSigningKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeyReference"];
                };
            };
        };
    };
    getSigningKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of a signing key. */
                kid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKey"];
                };
            };
        };
    };
    revokeSigningKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of a signing key. */
                kid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeyReference"];
                };
            };
        };
    };
    getTenantSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantSettings"];
                };
            };
        };
    };
    updateTenantSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantSettingsUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantSettings"];
                };
            };
        };
    };
    getBranding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
        };
    };
    updateBranding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandingUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
        };
    };
    previewBranding: {
        parameters: {
            query: {
                /** @description The page to show, with sample content. */
                page: "sign_in" | "wrong_password" | "identifier" | "password" | "sign_up" | "consent" | "reset_request" | "reset_sent" | "reset" | "reset_refused" | "reset_done" | "verified" | "unblock" | "sign_out" | "signed_out" | "problem";
                /** @description The language of the page. */
                language?: "en" | "de" | "fr" | "es" | "ja" | "pt";
                /** @description The theme of the page. */
                theme?: "light" | "dark";
                /** @description The colour of buttons and links. */
                primary?: string;
                /** @description The colour behind the page. */
                page_background?: string;
                /** @description The address of the logo. Pages show it when it starts with `https://`. */
                logo_url?: string;
                /** @description The address of the icon that browsers show. Pages have it when it starts with `https://`. */
                favicon_url?: string;
                /** @description Ferry’s own. The font of the pages, from the reader’s machine: `sans` (default), `humanist`, `rounded` or `serif`. */
                ferry_font?: "sans" | "humanist" | "rounded" | "serif";
                /** @description JSON of texts that are tried in place of the stored ones: `{"login": {"login": {"title": "Welcome"}}}`, by prompt, screen and key. Null stands for Ferry’s text. */
                texts?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    listPageTexts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The language of the texts. */
                language: "en" | "de" | "fr" | "es" | "ja" | "pt";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTextList"];
                };
            };
        };
    };
    getPrompts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prompts"];
                };
            };
        };
    };
    updatePrompts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptsUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prompts"];
                };
            };
        };
    };
    getPromptTexts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the prompt. Ferry’s pages have texts of login, login-id, login-password, signup, reset-password, email-verification, consent, logout, brute-force-protection; those of other prompts are kept only. */
                prompt: string;
                /** @description The language, such as `en` or `pt-BR`. Ferry’s pages speak en, de, fr, es, ja, pt; texts of other languages are kept only. A language without a region counts before its regions. */
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTexts"];
                };
            };
        };
    };
    setPromptTexts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the prompt. Ferry’s pages have texts of login, login-id, login-password, signup, reset-password, email-verification, consent, logout, brute-force-protection; those of other prompts are kept only. */
                prompt: string;
                /** @description The language, such as `en` or `pt-BR`. Ferry’s pages speak en, de, fr, es, ja, pt; texts of other languages are kept only. A language without a region counts before its regions. */
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPromptTexts"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTexts"];
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenants"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTenant"];
                };
            };
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the tenant. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    createPasswordTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordTicketCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    createVerificationTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerificationTicketCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    createVerificationJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerificationJobCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    getEmailDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailDelivery"];
                };
            };
        };
    };
    sendTestEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoMembers"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestEmail"];
                };
            };
        };
    };
    createEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailTemplateCreate"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailTemplate"];
                };
            };
        };
    };
    getEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the email: verify_email, reset_email, blocked_account, change_password. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailTemplate"];
                };
            };
        };
    };
    setEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the email: verify_email, reset_email, blocked_account, change_password. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailTemplateSet"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailTemplate"];
                };
            };
        };
    };
    updateEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the email: verify_email, reset_email, blocked_account, change_password. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailTemplateUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailTemplate"];
                };
            };
        };
    };
    getBruteForceProtection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BruteForceProtection"];
                };
            };
        };
    };
    updateBruteForceProtection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BruteForceProtectionUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BruteForceProtection"];
                };
            };
        };
    };
    getSuspiciousIpThrottling: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspiciousIpThrottling"];
                };
            };
        };
    };
    updateSuspiciousIpThrottling: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspiciousIpThrottlingUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspiciousIpThrottling"];
                };
            };
        };
    };
}
