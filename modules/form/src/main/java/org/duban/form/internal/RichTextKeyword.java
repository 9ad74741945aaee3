package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ErrorMessageType;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.util.Set;
import org.duban.api.form.FormField.Kind;

/** {@value Kinds#KIND} where it says more than the schema does: a rich text holds safe HTML only. */
final class RichTextKeyword extends AbstractKeyword {

    RichTextKeyword() {
        super(Kinds.KIND);
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation schemaLocation,
            JsonNodePath evaluationPath,
            JsonNode schemaNode,
            JsonSchema parentSchema,
            ValidationContext validationContext) {
        return schemaNode.asText().equals(Kind.RICH_TEXT.id())
                ? new Validator(schemaLocation, evaluationPath, schemaNode, parentSchema, this, validationContext)
                : new AnnotationKeyword(Kinds.KIND)
                        .newValidator(schemaLocation, evaluationPath, schemaNode, parentSchema, validationContext);
    }

    private static final class Validator extends BaseJsonValidator {

        private static final ErrorMessageType TYPE = () -> Kinds.KIND;

        Validator(
                SchemaLocation schemaLocation,
                JsonNodePath evaluationPath,
                JsonNode schemaNode,
                JsonSchema parentSchema,
                Keyword keyword,
                ValidationContext validationContext) {
            super(schemaLocation, evaluationPath, schemaNode, parentSchema, TYPE, keyword, validationContext, false);
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode node, JsonNode rootNode, JsonNodePath place) {
            return node.isTextual() && RichText.fault(node.asText()).isPresent()
                    ? Set.of(message()
                            .instanceNode(node)
                            .instanceLocation(place)
                            .message(Kinds.KIND)
                            .build())
                    : Set.of();
        }
    }
}
