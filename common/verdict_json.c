// SPDX-License-Identifier: MIT
#include "verdict.h"

#include "rules/rules.h"

/* Text that may not be UTF-8: Jansson takes nothing else. */
static json_t *text(const char *value)
{
  if (value == NULL) return json_null();
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  return json_string(valid);
}

static json_t *texts(const GPtrArray *values)
{
  json_t *array = json_array();
  for (guint i = 0; i < values->len; i++) json_array_append_new(array, text(g_ptr_array_index(values, i)));
  return array;
}

json_t *finding_json(const Finding *finding)
{
  json_t *object = json_object();
  json_object_set_new(object, "rule", text(finding->rule->id));
  json_object_set_new(object, "action", text(action_name(finding->action)));
  json_object_set_new(object, "people", texts(finding->people));
  json_object_set_new(object, "addresses", texts(finding->addresses));
  json_object_set_new(object, "text", text(finding->text->str));
  return object;
}

static json_t *findings_json(const GPtrArray *findings)
{
  json_t *array = json_array();
  for (guint i = 0; i < findings->len; i++) {
    json_array_append_new(array, finding_json(g_ptr_array_index(findings, i)));
  }
  return array;
}

json_t *edits_headers_json(const Edits *edits)
{
  json_t *array = json_array();
  for (guint i = 0; i < edits->headers->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits->headers, i);
    json_t *object = json_object();
    json_object_set_new(object, "op", text(header_op_name(edit->op)));
    json_object_set_new(object, "name", text(edit->name));
    json_object_set_new(object, "index", json_integer(edit->index));
    json_object_set_new(object, "value", text(edit->value));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *sender_json(const Verdict *verdict)
{
  json_t *object = json_object();
  json_object_set_new(object, "address", text(verdict->sender_address));
  json_object_set_new(object, "login", text(verdict->login));
  json_object_set_new(object, "id", text(verdict->sender_id));
  json_object_set_new(object, "role", text(verdict->sender_role));
  return object;
}

static json_t *reply_json(const Verdict *verdict)
{
  if (verdict->reply_code == 0) return json_null();
  json_t *object = json_object();
  json_object_set_new(object, "code", json_integer(verdict->reply_code));
  json_object_set_new(object, "status", text(verdict->reply_status));
  json_object_set_new(object, "lines", texts(verdict->reply_lines));
  return object;
}

json_t *verdict_json(const Verdict *verdict)
{
  json_t *object = json_object();
  json_object_set_new(object, "verdict", text(verdict_kind_name(verdict->kind)));
  json_object_set_new(object, "direction", text(direction_name(verdict->direction)));
  json_object_set_new(object, "mode", text(mode_name(verdict->mode)));
  json_object_set_new(object, "sender", sender_json(verdict));
  json_object_set_new(object, "young_people", texts(verdict->young_people));
  json_object_set_new(object, "findings", findings_json(verdict->findings));
  json_object_set_new(object, "add_recipients", texts(verdict->edits->add_recipients));
  json_object_set_new(object, "remove_recipients", texts(verdict->edits->remove_recipients));
  json_object_set_new(object, "headers", edits_headers_json(verdict->edits));
  json_object_set_new(object, "reply", reply_json(verdict));
  json_object_set_new(object, "hold", text(verdict->hold));
  return object;
}
