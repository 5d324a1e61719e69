"""The commands, one module each: options in, exit code out. A new command is a file and a line here.

A module is named after the command's words: `tenants_list`, and `import_` for a word that Python keeps. It has a
function of the same name, whose docstring is the help, and `EXAMPLES`: command lines with what each is for.
"""

#: Every command by its words, with the line that `--help` says of it: so that nothing need be imported to say it.
COMMANDS: dict[str, str] = {
    "init": "Make a project: a first sheet and all it needs",
    "demo": "See it work, in a throw-away folder",
    "lint": "Check sheets and vocabularies",
    "fmt": "Bring sheets into the canonical layout",
    "explain": "Explain a rule, operator, step kind or value",
    "rules": "List the rules",
    "lsp": "Serve an editor: check, complete, rename",
    "schema": "Print JSON Schemas, for editors",
    "compile": "Print the rows that sheets say",
    "plan": "Show what an import would change",
    "import": "Bring a plane to what the sheets say",
    "export": "Write the sheets that say a plane's rows",
    "diff": "Compare two planes",
    "fork": "Give a tenant a copy of a template",
    "tenants list": "List templates and tenants",
    "tenants create": "Create an empty tenant",
    "tenants show": "Show what a plane holds",
    "entities list": "List the entities of a type",
    "entities show": "Show an entity, its links and activity",
    "entities create": "Create an entity",
    "entities load": "Load entities and links from a file",
    "people list": "List people, their roles and groups",
    "people show": "Show a person",
    "people add": "Add a person",
    "people grant": "Give a person roles",
    "people revoke": "Take roles from a person",
    "people load": "Load people and groups from a file",
    "run action": "Run an action, or see what it would do",
    "run flow": "Preview a flow, step by step",
    "actions list": "List what a caller may do, and why not",
    "actions show": "Show what an action asks and does",
    "submissions list": "List actions that were accepted",
    "submissions show": "Show how far an accepted action is",
    "submissions carry": "Carry an accepted action to its end",
    "notices list": "List what is in a person's inbox",
    "notices read": "Mark notices as read",
    "deliver": "Send the notifications that are due",
    "db init": "Create the database's tables",
    "db upgrade": "Bring the tables up to date",
    "db status": "Show where the database stands",
}

#: The words that stand before several commands, with what these have in common.
GROUPS: dict[str, str] = {
    "tenants": "List, create and show tenants.",
    "entities": "List, show, create and load the entities of a tenant.",
    "people": "Look after the people of a tenant: who they are, and what they may be.",
    "run": "Run what the rows of a tenant say.",
    "actions": "Look at the actions of a tenant, as a caller sees them.",
    "submissions": "Look after actions that were accepted, and are applied later.",
    "notices": "Look after the notices in a person's inbox.",
    "db": "Create, upgrade and inspect the database.",
}
