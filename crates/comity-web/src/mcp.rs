//! The questions as tools of agents (Model Context Protocol). Each tool is a pure function of its arguments and the three
//! clocks; its answer has the words that prove each line. A name that can be several gives the candidates, not a guess.

use std::collections::BTreeMap;
use std::sync::Arc;

use rmcp::handler::server::ServerHandler;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ErrorData, Implementation, JsonObject,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use serde_json::{Value, json};

use crate::api::{Answer, QUESTIONS, Question};
use crate::problem::Problem;
use crate::site::{Site, WebError};
use crate::take::{Sent, document};
use crate::view::Ask;
use crate::wish::{Format, Wish};

/// What an agent is told before it asks.
const MANNERS: &str = "A record of the institutional order of international organisations. Every answer takes three clocks: `on` (the day in \
the world), `known` (draw only from sources published by then) and `recorded` (as this record stood at that instant); the same arguments always \
give the same answer of one record. Each line has `said`: who says so, in which words, in which document. Quote them. `forecast` is due by a rule \
and is no act; `pending`, `planned` and `proposed` are not decided; `disputed` means that sources differ; `unverified` means that nobody has read a \
source. When a name can mean several, the tool fails with `candidates`: ask again with an id.";

/// Lines of an answer where the agent does not say how many.
const LINES: &str = "50";

/// The tools over a site.
#[derive(Clone, Debug)]
pub(crate) struct Tools {
    site: Arc<Site>,
}

/// Serves the tools on standard input and output until the input ends.
pub fn serve_stdio(site: Site) -> Result<(), WebError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let tools = Tools { site: Arc::new(site) };
        let failed = |it: String| WebError::Network(std::io::Error::other(it));
        let running = rmcp::serve_server(tools, rmcp::transport::stdio()).await;
        running.map_err(|it| failed(it.to_string()))?.waiting().await.map_err(|it| failed(it.to_string()))?;
        Ok(())
    })
}

/// The tools as a service below an address, without sessions: each request stands for itself.
pub(crate) fn service(site: &Arc<Site>) -> StreamableHttpService<Tools, NeverSessionManager> {
    let tools = Tools { site: Arc::clone(site) };
    let mut config = StreamableHttpServerConfig::default();
    config.legacy_session_mode = false;
    config.json_response = true;
    // Other hosts than these are a page's attempt to reach a server on the reader's own machine.
    let host = site.settings.origin.split("://").last().unwrap_or_default();
    config.allowed_hosts.push(host.trim_end_matches('/').to_owned());
    StreamableHttpService::new(move || Ok(tools.clone()), Arc::new(NeverSessionManager::default()), config)
}

impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        let about = Implementation::new("comity", env!("CARGO_PKG_VERSION"))
            .with_title("comity: who stood where, and who says so");
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(about)
            .with_instructions(MANNERS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let mut tools: Vec<Tool> = QUESTIONS.iter().map(tool).collect();
        tools.push(reader());
        Ok(ListToolsResult::with_all_items(tools))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let arguments = request.arguments.unwrap_or_default();
        let question = QUESTIONS.iter().find(|it| it.name == request.name);
        if question.is_none() && request.name != READ {
            return Err(ErrorData::invalid_params(format!("there is no tool `{}`", request.name), None));
        }
        let site = Arc::clone(&self.site);
        let task = tokio::task::spawn_blocking(move || match question {
            Some(question) => ask(&site, question, &arguments),
            None => read(&arguments),
        });
        let answer = task.await.map_err(|_| ErrorData::internal_error("the tool failed", None))?;
        Ok(match answer {
            Ok(value) => CallToolResult::structured(value),
            Err(problem) => {
                CallToolResult::structured_error(serde_json::to_value(&problem).unwrap_or_default())
            }
        }
        .into())
    }
}

/// Asks a question with the arguments of a tool.
fn ask(site: &Arc<Site>, question: &Question, arguments: &JsonObject) -> Result<Value, Problem> {
    let mut params = BTreeMap::new();
    let mut id = String::new();
    for (name, value) in arguments {
        let known = question.all_params().find(|it| it.name == name);
        let known = known.ok_or_else(|| {
            Problem::bad("unknown-argument", format!("`{}` takes no `{name}`", question.name))
        })?;
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Null => continue,
            other => other.to_string(),
        };
        match &question.id {
            Some(own) if own.name == known.name => id = text,
            _ => _ = params.insert(name.clone(), text),
        }
    }
    if question.id.is_some() && id.trim().is_empty() {
        return Err(Problem::bad("missing-parameter", "`id` is missing".to_owned()));
    }
    if question.pages {
        params.entry("limit".to_owned()).or_insert_with(|| LINES.to_owned());
    }
    let wish = Wish::of(site, format!("/api/v1{}", question.path), params, Format::Json)?;
    (question.answer)(&Ask::new(site, &wish), id.trim())?.value()
}

const READ: &str = "read";

fn reader() -> Tool {
    let schema = json!({
        "type": "object",
        "properties": {
            "text": { "type": "string", "description": "The document, as published" },
            "published": { "type": "string", "description": "The day of publication, where the document prints none" },
        },
        "required": ["text"],
        "additionalProperties": false,
    });
    let what = "Read a document that is not in the record: its acts, stages, parties and quotations, each with the words that prove it. Nothing is kept";
    let input = schema.as_object().cloned().unwrap_or_default();
    Tool::new_with_raw(READ, Some(what.into()), Arc::new(input)).with_annotations(harmless())
}

fn read(arguments: &JsonObject) -> Result<Value, Problem> {
    let bad = |it: serde_json::Error| Problem::bad("bad-argument", it.to_string());
    let sent: Sent = serde_json::from_value(Value::Object(arguments.clone())).map_err(bad)?;
    comity::read(&document(&sent)?).value()
}

fn harmless() -> ToolAnnotations {
    ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false)
}

/// A question as a tool.
fn tool(question: &Question) -> Tool {
    let properties: serde_json::Map<String, Value> = question
        .all_params()
        .map(|it| {
            let mut schema = it.schema();
            schema["description"] = json!(it.what);
            (it.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = question.all_params().filter(|it| it.required).map(|it| it.name).collect();
    let input = json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    let input = input.as_object().cloned().unwrap_or_default();
    Tool::new_with_raw(question.name, Some(question.what.into()), Arc::new(input))
        .with_raw_output_schema(Arc::new(output(question)))
        .with_annotations(harmless())
}

/// The schema of an answer that stands for itself.
fn output(question: &Question) -> JsonObject {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut generator = settings.into_generator();
    let mut root = (question.schema)(&mut generator).to_value();
    let mut definitions = generator.take_definitions(true);
    let name = root["$ref"].as_str().and_then(|it| it.rsplit('/').next()).map(str::to_owned);
    if let Some(own) = name.and_then(|it| definitions.remove(&it)) {
        root = own;
    }
    let mut root = root.as_object().cloned().unwrap_or_default();
    if !definitions.is_empty() {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}
