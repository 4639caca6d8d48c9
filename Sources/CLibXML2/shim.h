#include <libxml/xmlversion.h>
/* ICU's declarations clash with Foundation's own copy of it; only encoding handlers use them, and by pointer. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/HTMLparser.h>
